import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statusOfCode } from '#contract/errors.ts'
import { openApiDocument } from '../../../dev/openapi/openapi-document.ts'
import { renderApiPage } from '../../../dev/openapi/render-api-page.ts'
import { routeSummaries } from '../../../dev/openapi/route-summaries.ts'
import { usedSchemas } from '../../../dev/openapi/used-schemas.ts'

let folder: string
let page: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-api-page-'))
  const file = join(folder, 'api.html')
  await renderApiPage(process.cwd(), file)
  page = await readFile(file, 'utf8')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('[OA4] the page tells every operation and every refusal', () => {
  const text = page.replaceAll('&#x27;', "'").replaceAll('&quot;', '"')
  for (const summary of Object.values(routeSummaries)) expect(text).toContain(summary.split('`')[0])
  for (const code of Object.keys(statusOfCode)) {
    if (JSON.stringify(openApiDocument()).includes(`"${code}"`)) expect(text).toContain(code)
  }
})

test('[OA4] the page loads nothing from elsewhere', () => {
  const tags = page.match(/<(?:script|link|img|iframe|style)\b[^>]*>/g) ?? []
  expect(tags.length).toBeGreaterThan(0)
  for (const tag of tags) expect(tag).not.toMatch(/\b(?:src|href)\s*=\s*["']?(?:https?:)?\/\//)
})

test('[OA4] schemas that no operation leads to are left out, and none that one leads to by another', () => {
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  const schemas = { A: { items: to('B') }, B: { items: to('A') }, C: to('A') }
  expect(usedSchemas({ '/a': to('A') }, schemas)).toEqual({ A: schemas.A, B: schemas.B })
})
