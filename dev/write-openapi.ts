import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openApiText } from './openapi/openapi-document.ts'
import { readNoOptions } from './script/read-options.ts'
import { runScript } from './script/run-script.ts'

const file = 'docs/openapi.json'
const usage = `npm run openapi

Writes ${file}: the contract as OpenAPI 3.1.`

await runScript(usage, async (args) => {
  readNoOptions(args)
  writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), openApiText())
  console.log(`${file} is written.`)
})
