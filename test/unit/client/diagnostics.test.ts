import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { selfTest } from '../../../client-lib/diagnostics/self-test.ts'
import { withoutSecrets } from '../../../client-lib/diagnostics/without-secrets.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import type { TransportRequest } from '../../../client-lib/transport/transport.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

const idle = ({ sync }: OpenPage) => until(() => sync.status.get().activity.kind === 'idle')
const codes = async ({ sync }: OpenPage) => (await selfTest(sync)).map(({ code }) => code)

test('[DG1] every loss that the client knows of is named: an edit, a file, a damaged row', async () => {
  const { a } = newWorld()
  a.withMedia = true
  a.line.cut()
  const before = a.open()
  await before.save(edit('a secret plot'))
  await before.sync.assets.add('film', new File(['a clip'], 'secret.mp4', { type: 'video/mp4' }), { assetId: 'clip' })
  await until(() => before.sync.status.get().projects.film?.activity.kind === 'waiting')
  before.kill()
  // The browser evicts: the app's store, the document, the file's bytes; and a row is damaged.
  a.host.projects.clear()
  for (const key of a.disk.tables.keys()) if (key.startsWith('documents/')) a.disk.tables.delete(key)
  for (const key of await a.media.keys()) await a.media.remove(key)
  a.disk.tables.set('conflicts/other', { schemaVersion: 1, state: 'a secret plot' })
  a.line.mend()
  const page = a.open()
  await until(() => page.sync.status.get().projects.film?.activity.kind === 'blocked')
  await page.save(edit('made anew'))
  await inTheCloud(page)
  await until(async () => (await page.sync.assets.list('film'))[0]?.transfer.phase === 'blocked')
  page.kill()
  a.disk.tables.set('lanes/gone', {
    ...{ schemaVersion: 1, projectId: 'gone', acknowledged: { version: 0, hash: '' }, keptHashes: [] },
    state: { kind: 'lost', hash: 'h', savedAtMs: 7 },
  })
  const again = a.open()
  await until(() => again.sync.status.get().projects.gone)
  const bundle = await diagnose(again.sync)
  expect(bundle.losses).toEqual(
    expect.arrayContaining([
      { kind: 'content-lost', projectId: 'gone', savedAtMs: 7, code: 'unreadable' },
      { kind: 'file-lost', projectId: 'film', assetId: 'clip', code: 'local-bytes-missing' },
      expect.objectContaining({ kind: 'row-unreadable', table: 'conflicts', key: 'other' }),
    ]),
  )
  expect(JSON.stringify(bundle)).not.toContain('secret')
})

test('[DG1] the bundle comes also where the device’s store does not answer, and says so', async () => {
  const { a } = newWorld()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  a.disk.tables.set('lanes/other', { schemaVersion: 2 })
  const bundle = await diagnose(page.sync)
  expect(bundle.storageTrouble).toContain('StorageUnavailable')
  expect(bundle.lanes).toEqual([expect.objectContaining({ projectId: 'film', version: 1, state: 'idle' })])
})

test('[DG2] tokens and signed addresses are taken out of whatever was said', () => {
  const token = 'eyJhbGciOiJI.eyJzdWIiOiJhZGEi.c2lnbmF0dXJl'
  const said = {
    detail: `PUT https://bucket.test/key?X-Amz-Signature=abc&x=1 with Bearer ${token} was refused`,
    deep: [{ reason: token, code: 'store-refused' }],
  }
  expect(withoutSecrets(said)).toEqual({
    detail: 'PUT https://bucket.test/key?… with Bearer … was refused',
    deep: [{ reason: '…', code: 'store-refused' }],
  })
})

test('[DG2] what the app’s own store says of a document, and how the user calls the device, are left out', async () => {
  const { a } = newWorld()
  a.line.cut()
  const page = a.open()
  await page.save(edit('one'))
  await until(() => page.sync.status.get().projects.film?.activity.kind === 'waiting')
  page.kill()
  // As an app does that keeps JSON: the engine's sentence quotes what it met.
  Object.assign(a.host, { list: async () => ['song'], load: async () => JSON.parse('a secret plot') })
  const again = a.open()
  await until(() => again.sync.status.get().projects.song?.activity.kind === 'blocked')
  const bundle = await diagnose(again.sync)
  expect(bundle.status.projects.song).toMatchObject({
    activity: { code: 'app-store-failed', detail: "The app's own store failed: SyntaxError" },
  })
  expect(bundle.lanes).toEqual([expect.objectContaining({ projectId: 'film', state: 'waiting' })])
  expect(JSON.stringify(bundle)).not.toMatch(/secret|deviceName/)
  expect(withoutSecrets("The app's own store failed: secret\nplot")).toBe("The app's own store failed")
})

test('[DG3] where all is well the self-test finds nothing, and leaves nothing', async () => {
  const { a } = newWorld()
  const page = a.open()
  await idle(page)
  const rows = JSON.stringify([...a.disk.tables])
  expect(await selfTest(page.sync)).toEqual([])
  expect(JSON.stringify([...a.disk.tables])).toBe(rows)
})

test('[DG3] it tells an API that cannot be reached from one whose CORS rule lacks the page', async () => {
  const { a } = newWorld()
  const page = a.open()
  await idle(page)
  a.line.cut()
  expect(await codes(page)).toEqual(['api-unreachable'])
  a.page.anybody = true
  const [found] = await selfTest(page.sync)
  expect(found).toMatchObject({ code: 'api-cors', fix: expect.stringContaining('allowedOrigins') })
})

/** A page whose account has a file in the cloud, on a line that answers some requests as a CORS rule without the page. */
async function withFileBehindCors() {
  const { a, server } = newWorld()
  a.withMedia = true
  const page = a.open()
  await page.save(edit('one'))
  await page.sync.assets.add('film', new File(['a clip'], 'clip.mp4', { type: 'video/mp4' }))
  await until(() => page.sync.status.get().durability === 'in-the-cloud')
  const refuse = (isRefused: (request: TransportRequest) => boolean) => {
    a.page.anybody = true
    const send = a.line.send.bind(a.line)
    a.line.send = (request) => (isRefused(request) ? Promise.reject(new TypeError('CORS')) : send(request))
  }
  return { page, server, refuse }
}

test('[DG3] it tells a store whose CORS rule lacks the page, by a file that the cloud has', async () => {
  const { page, server, refuse } = await withFileBehindCors()
  expect(await codes(page)).toEqual([])
  refuse(({ url }) => !url.startsWith(`${server.apiUrl}/api/`))
  expect(await codes(page)).toEqual(['store-cors'])
})

test('[DG3] it tells a store whose CORS rule lets no page say that bytes are to be taken once', async () => {
  const { page, server, refuse } = await withFileBehindCors()
  refuse(({ url, headers }) => url.startsWith(server.storeUrl) && 'if-none-match' in headers)
  expect(await codes(page)).toEqual(['store-cors'])
})

test.each([
  [new StorageFull(), 'storage-full'],
  [new StorageUnavailable(), 'storage-blocked'],
])('[DG3] it tells refused storage: %s', async (refusal, code) => {
  const { a } = newWorld()
  const page = a.open()
  await idle(page)
  a.disk.refusal = refusal
  expect(await codes(page)).toEqual([code])
})

test('[DG3] it tells a clock that is off, and a missing lock API', async () => {
  const { a } = newWorld()
  a.origin.locks.areExclusive = false
  const page = a.open()
  await idle(page)
  expect(await codes(page)).toEqual(['locks-missing'])
  const send = a.line.send.bind(a.line)
  a.line.send = async (request) => {
    const reply = await send(request)
    const date = new Date(a.clock.nowMs() - 3_600_000).toUTCString()
    return { ...reply, headers: { ...reply.headers, date }, text: () => reply.text(), blob: () => reply.blob() }
  }
  const found = await selfTest(page.sync)
  expect(found.map(({ code }) => code)).toEqual(['locks-missing', 'clock-skew'])
  expect(found[1]?.detail).toBe('This device’s clock is 60 minutes ahead.')
})

test('[DG3] it tells an address where something else answers: an app’s own page, a stage that is not there', async () => {
  const { a } = newWorld()
  const page = a.open()
  await idle(page)
  const send = a.line.send.bind(a.line)
  for (const [status, body] of [
    [200, '<!doctype html>'],
    [404, '{"message":"Not Found"}'],
  ] as const) {
    a.line.send = async (request) => ({ ...(await send(request)), status, text: async () => body })
    const found = await selfTest(page.sync)
    expect(found).toMatchObject([{ code: 'api-elsewhere', fix: expect.stringContaining('apiUrl') }])
    expect(found[0]?.detail).toContain(String(status))
  }
})

test('[DG3] it tells a token that is not taken: of another account, of nobody, of a source that fails', async () => {
  const { a, server } = newWorld()
  const page = a.open()
  await idle(page)
  const told = async (getToken: typeof a.getToken) => {
    a.getToken = getToken
    return (await selfTest(page.sync)).map(({ code, detail }) => `${code}: ${detail}`)
  }
  expect(await told(async () => server.tokens.access('bob'))).toEqual([expect.stringMatching(/^token-refused: .*bob/)])
  expect(await told(async () => null)).toEqual(['token-refused: Nobody is signed in.'])
  expect(await told(async () => server.tokens.forged(a.account ?? ''))).toEqual([
    'token-refused: The server refused the token, also a newer one.',
  ])
  expect(await told(() => Promise.reject(new Error('no pool')))).toEqual([
    'token-refused: The token could not be fetched.',
  ])
})
