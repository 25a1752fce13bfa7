import { expect, test } from 'vitest'
import { selfTest } from '../../../client-lib/diagnostics/self-test.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import type { TransportRequest } from '../../../client-lib/transport/transport.ts'
import { edit } from './memory-host.ts'
import type { OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { idle } from './two-tabs.ts'
import { newWorld } from './world.ts'

const codes = async ({ sync }: OpenPage) => (await selfTest(sync)).map(({ code }) => code)

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
  return { page, a, server, refuse }
}

test('[DG3] it tells a store whose CORS rule lacks the page, by a file that the cloud has', async () => {
  const { page, server, refuse } = await withFileBehindCors()
  expect(await codes(page)).toEqual([])
  refuse(({ url }) => !url.startsWith(`${server.apiUrl}/api/`))
  expect(await codes(page)).toEqual(['store-cors'])
})

test('[DG3] it tells a store that answers nobody, as where the page’s policy leaves it out', async () => {
  const { page, a, server, refuse } = await withFileBehindCors()
  refuse(({ url }) => !url.startsWith(`${server.apiUrl}/api/`))
  a.page.anybody = false
  expect(await codes(page)).toEqual(['store-unreachable'])
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

test.each([
  [-4, []],
  [4, []],
  [-6, ['clock-skew']],
  [6, ['clock-skew']],
])(
  '[DG3] of a clock that is %i minutes off it tells %j: S3 refuses what is a quarter of an hour off',
  async (minutes, found) => {
    const { a } = newWorld()
    const page = a.open()
    await idle(page)
    const send = a.line.send.bind(a.line)
    a.line.send = async (request) => {
      const date = new Date(a.clock.nowMs() - minutes * 60_000).toUTCString()
      return { ...(await send(request)), headers: { date } }
    }
    expect(await codes(page)).toEqual(found)
  },
)

test.each([426, 429, 503])('[DG3] an API that answers %i by itself is where it was said to be', async (status) => {
  const { a } = newWorld()
  const page = a.open()
  await idle(page)
  const send = a.line.send.bind(a.line)
  a.line.send = async (request) => ({ ...(await send(request)), status, text: async () => '{"message":"no"}' })
  expect(await codes(page)).toEqual([])
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

test('[DG3] it tells an address with /api, which refuses nobody’s token as the API does', async () => {
  const { a } = newWorld()
  const page = a.open()
  await idle(page)
  const send = a.line.send.bind(a.line)
  // A gateway refuses whoever has no token before it looks which route that is of.
  a.line.send = async (request) => {
    const reply = await send(request)
    return request.headers.authorization
      ? { ...reply, status: 404, text: async () => '{"message":"Not Found"}' }
      : reply
  }
  expect(await selfTest(page.sync)).toMatchObject([
    { code: 'api-elsewhere', fix: expect.stringContaining('without /api') },
  ])
})

test('[DG3] it tells a CORS rule that lets the page ask, and not with the headers of the API', async () => {
  const { a } = newWorld()
  const page = a.open()
  await idle(page)
  const send = a.line.send.bind(a.line)
  a.line.send = (request) => (request.headers.authorization ? Promise.reject(new TypeError('CORS')) : send(request))
  expect(await codes(page)).toEqual([])
  a.page.anybody = true
  const [found] = await selfTest(page.sync)
  expect(found).toMatchObject({ code: 'api-cors', fix: expect.stringContaining('authorization') })
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
  const token = server.tokens.access('ada')
  expect(await told(() => Promise.reject(new Error(`no pool for ${token}`)))).toEqual([
    'token-source-failed: The token could not be fetched. Error: no pool for …',
  ])
})
