import { runInNewContext } from 'node:vm'
import { afterEach, expect, test, vi } from 'vitest'
import { readStoredRow } from '../../../client-lib/storage/stored-row.ts'
import { createTestCloud, createTestSync, PlatformMissing } from '../../../testing/index.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test.each([
  ['packed', 'long '.repeat(1000)],
  ['large', Array.from({ length: 20_000 }, (_, at) => Math.sin(at)).join()],
])('[TK3] a %s document comes to another device where a Blob gives no stream', async (_, document) => {
  vi.spyOn(Blob.prototype, 'stream').mockImplementation(() => {
    throw new TypeError('stream is not a function')
  })
  const cloud = createTestCloud()
  const phone = createTestSync({ cloud, user: 'ada', device: 'phone' })
  await phone.sync.projects.save({ id: 'film', name: 'Film', document, assetIds: [] })
  await phone.settled()
  const laptop = createTestSync({ cloud, user: 'ada', device: 'laptop' })
  expect((await laptop.sync.projects.open('film')).document).toBe(document)
})

test('[TK3] a document’s bytes are read where structuredClone makes those of another realm', () => {
  const bytes: unknown = runInNewContext('new ArrayBuffer(4)')
  expect(bytes).not.toBeInstanceOf(ArrayBuffer)
  expect(readStoredRow('pieces', 'film/hash/00000', { schemaVersion: 1, bytes })).toMatchObject({ kind: 'row' })
  for (const damaged of [runInNewContext('new Uint8Array(4)'), {}, Object.create(null), 'bytes', undefined])
    expect(readStoredRow('pieces', 'film/hash/00000', { schemaVersion: 1, bytes: damaged })).toMatchObject({
      kind: 'unreadable',
    })
})

test('[TK3] where the environment keeps from a test what browsers and Node have, as Jest’s jsdom does, all of it is named, and what helps', () => {
  const { getRandomValues } = crypto
  vi.stubGlobal('crypto', { getRandomValues })
  vi.stubGlobal('TextEncoder', undefined)
  expect(() => createTestCloud()).toThrow(PlatformMissing)
  expect(() => createTestCloud()).toThrow(/no TextEncoder, crypto\.subtle, .*`@jest-environment node`/)
})
