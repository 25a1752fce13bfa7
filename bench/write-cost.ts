import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { costPage } from './cost/cost-page.ts'

const file = 'docs/cost.md'

/** `npm run cost`: what the backend costs, written from the counts of its calls. */
writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), costPage())
console.log(`${file} is written.`)
