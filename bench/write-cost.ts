import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readNoOptions } from '../dev/script/read-options.ts'
import { runScript } from '../dev/script/run-script.ts'
import { costPage } from './cost/cost-page.ts'

const file = 'docs/cost.md'
const usage = `npm run cost

Writes ${file}: what the backend costs, from the counts of its calls.`

await runScript(usage, async (args) => {
  readNoOptions(args)
  writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), costPage())
  console.log(`${file} is written.`)
})
