import { afterEach, beforeEach, expect, test } from 'vitest'
import { CountingProxy } from '../../../dev/proxy/counting-proxy.ts'
import type { Fault } from '../../../dev/proxy/fault.ts'
import { createGate } from '../../../dev/proxy/gate.ts'
import { apiProblem, expiredUrl, htmlPage, storeError } from '../../../dev/proxy/injected-answers.ts'
import { bytesAtStore } from '../../../dev/proxy/traffic-ledger.ts'
import { openUpstream, sendThrough, type Upstream } from './upstream.ts'

let upstream: Upstream
let proxy: CountingProxy

beforeEach(async () => {
  upstream = await openUpstream()
  proxy = await CountingProxy.open({ bucketName: 'media' })
})

afterEach(async () => {
  await proxy.close()
  await upstream.close()
})

const body = new Uint8Array(200_000)
const onParts = (fault: Fault, times = 1) =>
  proxy.inject({ matches: (request) => request.kind === 'part', fault, times })
const putPart = (headers: Record<string, string> = {}) =>
  sendThrough(proxy.url, `${upstream.url}/media/key?uploadId=u&partNumber=1`, { method: 'PUT', body, headers })
const callApi = () => sendThrough(proxy.url, `${upstream.url}/api/projects`)

test('an injected answer reaches the client once, with CORS for its origin, and nothing reaches the store', async () => {
  onParts(expiredUrl())
  const reply = await putPart({ origin: 'http://page.example' })
  expect(reply.status).toBe(403)
  expect(reply.headers['access-control-allow-origin']).toBe('http://page.example')
  expect(reply.text).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>')
  expect(upstream.requests).toHaveLength(0)
  expect(bytesAtStore(proxy.exchanges)).toBe(0)
  expect((await putPart()).status).toBe(200)
})

test('a fault with a count meets that many requests, and a removed one none', async () => {
  const remove = onParts(storeError(503, 'SlowDown', 'Reduce your request rate.'), 2)
  expect([(await putPart()).status, (await putPart()).status, (await putPart()).status]).toEqual([503, 503, 200])
  remove()
  onParts(storeError(503, 'SlowDown', 'Reduce your request rate.'), Number.POSITIVE_INFINITY)()
  expect((await putPart()).status).toBe(200)
})

test('an API problem carries its code, Retry-After in whole seconds, and leaves the store alone', async () => {
  const matches = (request: { kind: string }) => request.kind === 'api'
  proxy.inject({ matches, fault: apiProblem(429, 'rate-limited', { retryAfterMs: 1500 }), times: 1 })
  proxy.inject({ matches, fault: htmlPage(200), times: 1 })
  expect((await putPart()).status).toBe(200)
  const limited = await callApi()
  expect(limited.headers['retry-after']).toBe('2')
  expect(JSON.parse(limited.text)).toMatchObject({ status: 429, code: 'rate-limited', retryAfterMs: 1500 })
  expect((await callApi()).headers['content-type']).toBe('text/html')
})

test('a lost reply breaks the connection after the upstream has committed', async () => {
  onParts({ kind: 'lose-reply' })
  await expect(putPart()).rejects.toThrow()
  expect(upstream.requests).toMatchObject([{ whole: true, bodyBytes: body.length }])
  expect(proxy.exchanges[0]?.phase).toEqual({ kind: 'broken' })
})

test('a damaged body has its length and another first byte', async () => {
  const received: Buffer[] = []
  await upstream.close()
  upstream = await openUpstream(
    (_incoming, outgoing) => void outgoing.end('ok'),
    (chunk) => received.push(chunk),
  )
  onParts({ kind: 'damage-body' })
  await putPart()
  const arrived = Buffer.concat(received)
  expect(arrived).toHaveLength(body.length)
  expect([arrived[0], arrived[1]]).toEqual([0xff, 0])
})

test('a held request reaches nobody until it is released', async () => {
  const gate = createGate()
  onParts({ kind: 'hold', until: gate.opened })
  const held = putPart()
  await proxy.until((all) => all.length === 1, AbortSignal.timeout(20_000))
  await callApi()
  expect(upstream.requests.map((each) => each.method)).toEqual(['GET'])
  gate.open()
  expect((await held).status).toBe(200)
})

test('a held request whose client has gone is never passed on', async () => {
  onParts({ kind: 'hold', until: new Promise(() => {}) })
  const held = expect(putPart()).rejects.toThrow()
  await proxy.until((all) => all.length === 1, AbortSignal.timeout(20_000))
  proxy.cut()
  await held
  await proxy.until((all) => all[0]?.phase.kind === 'broken', AbortSignal.timeout(20_000))
  expect(upstream.requests).toHaveLength(0)
})
