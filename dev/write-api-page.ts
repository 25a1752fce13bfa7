import { fileURLToPath } from 'node:url'
import { renderApiPage } from './openapi/render-api-page.ts'

const file = 'docs/api.html'

/** `npm run docs:api`: the API as a page to read. It is not committed: 2.5 MB that follow from `docs/openapi.json`. */
const root = fileURLToPath(new URL('..', import.meta.url))
await renderApiPage(root, file)
console.log(`${file} is written.`)
