import { fileURLToPath } from 'node:url'
import { renderApiPage } from './openapi/render-api-page.ts'
import { readNoOptions } from './script/read-options.ts'
import { runScript } from './script/run-script.ts'

const file = 'docs/api.html'
const usage = `npm run docs:api

Renders docs/openapi.json as a page to read, ${file}.`

/** It is not committed: 2.5 MB that follow from `docs/openapi.json`. */
await runScript(usage, async (args) => {
  readNoOptions(args)
  await renderApiPage(fileURLToPath(new URL('..', import.meta.url)), file)
  console.log(`${file} is written.`)
})
