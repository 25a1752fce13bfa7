import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openApiText } from './openapi/openapi-document.ts'

const file = 'docs/openapi.json'

/** `npm run openapi`: the contract, written as OpenAPI 3.1. */
writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), openApiText())
console.log(`${file} is written.`)
