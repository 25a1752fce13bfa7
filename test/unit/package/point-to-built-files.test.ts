import { expect, test } from 'vitest'
import { pointToBuiltFiles } from '../../../dev/package/point-to-built-files.ts'

test('the contract alias becomes a path that a consumer can follow', () => {
  const text = "import { routes } from '#contract/routes.ts'"
  expect(pointToBuiltFiles('transport/api-client.d.ts', text)).toBe("import { routes } from '../contract/routes.js'")
  expect(pointToBuiltFiles('index.d.ts', text)).toBe("import { routes } from './contract/routes.js'")
})

test('declarations and the worker address point at built files', () => {
  expect(pointToBuiltFiles('a/b.d.ts', "export type { A } from './c.ts'")).toBe("export type { A } from './c.js'")
  expect(pointToBuiltFiles('hashing/x.js', "new URL('./ingest-worker.ts', import.meta.url)")).toBe(
    "new URL('./ingest-worker.js', import.meta.url)",
  )
})

test('the client, seen from another folder of the package, is the package itself', () => {
  const text = "import type { Page } from '../../client-lib/runtime/page.ts'"
  expect(pointToBuiltFiles('testing/device/d.d.ts', text)).toBe("import type { Page } from '../../runtime/page.js'")
})

test('a name that is no relative path stays as it is', () => {
  expect(pointToBuiltFiles('a.js', "const name = 'notes.ts'")).toBe("const name = 'notes.ts'")
})
