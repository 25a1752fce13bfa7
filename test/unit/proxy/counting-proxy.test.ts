import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CountingProxy } from '../../../dev/proxy/counting-proxy.ts'
import { createGate } from '../../../dev/proxy/gate.ts'
import { bytesAtStore, partsAccepted, partsInFlight } from '../../../dev/proxy/traffic-ledger.ts'
import { openUpstream, sendThrough, type Upstream } from './upstream.ts'

const patience = () => AbortSignal.timeout(20_000)
const partBytes = new Uint8Array(300_000).fill(7)

let upstream: Upstream
let proxy: CountingProxy

beforeEach(async () => {
  upstream = await openUpstream((incoming, outgoing) => {
    outgoing.setHeader('x-path', incoming.url ?? '')
    outgoing.end('committed')
  })
  proxy = await CountingProxy.open({ bucketName: 'media' })
})

afterEach(async () => {
  await proxy.close()
  await upstream.close()
})

const partUrl = (partNumber: number) =>
  `${upstream.url}/media/key?uploadId=u&partNumber=${partNumber}&X-Amz-Signature=s`
const putPart = (partNumber: number) => sendThrough(proxy.url, partUrl(partNumber), { method: 'PUT', body: partBytes })

/** Keeps every matching part in flight until released. */
function stallParts(afterBytes: number) {
  const gate = createGate()
  proxy.inject({
    matches: (request) => request.kind === 'part',
    fault: { kind: 'stall-body', afterBytes, until: gate.opened },
    times: Number.POSITIVE_INFINITY,
  })
  return gate.open
}

describe('passing on', () => {
  test('passes method, path, Host and body on untouched, and the reply back', async () => {
    const reply = await putPart(3)
    expect(reply).toMatchObject({ status: 200, text: 'committed' })
    expect(reply.headers['x-path']).toBe('/media/key?uploadId=u&partNumber=3&X-Amz-Signature=s')
    expect(upstream.requests).toEqual([
      { method: 'PUT', host: new URL(upstream.url).host, bodyBytes: partBytes.length, whole: true },
    ])
  })

  test('keeps a Host that differs from the address, so that a signature stays whole', async () => {
    await sendThrough(proxy.url, `${upstream.url}/api/projects`, { headers: { host: 'signed.example:81' } })
    expect(upstream.requests[0]?.host).toBe('signed.example:81')
  })

  test('uses one connection a request, so that no browser repeats a broken one by itself', async () => {
    expect((await putPart(1)).headers.connection).toBe('close')
  })

  test('breaks the connection where the upstream cannot be reached', async () => {
    const gone = upstream.url
    await upstream.close()
    await expect(sendThrough(proxy.url, `${gone}/api/projects`)).rejects.toThrow()
    expect(proxy.exchanges[0]?.phase).toEqual({ kind: 'broken' })
    upstream = await openUpstream()
  })

  test('refuses CONNECT, and answers 400 to an address that is not absolute', async () => {
    expect(await rawRequest('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n')).toContain('403 Forbidden')
    expect(await rawRequest('GET /api/projects HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain('400')
  })
})

describe('counting', () => {
  test('counts the body bytes of parts alone', async () => {
    await putPart(1)
    await sendThrough(proxy.url, `${upstream.url}/api/projects/p`, { method: 'PUT', body: partBytes })
    expect(bytesAtStore(proxy.exchanges)).toBe(partBytes.length)
    expect(partsAccepted(proxy.exchanges)).toBe(1)
  })

  test('counts what reached the store of parts that broke, and again when they are sent again', async () => {
    const release = stallParts(100_000)
    const first = expect(putPart(1)).rejects.toThrow()
    await proxy.untilPartsInFlight(1, patience())
    await proxy.until((all) => bytesAtStore(all) >= 100_000, patience())
    proxy.cut()
    await first
    const lost = bytesAtStore(proxy.exchanges)
    expect(lost).toBeLessThan(partBytes.length)
    proxy.restore()
    release()
    await putPart(1)
    expect(bytesAtStore(proxy.exchanges)).toBe(lost + partBytes.length)
    expect(partsAccepted(proxy.exchanges)).toBe(1)
  })

  test('knows which parts are in flight: sent to in part, not answered, each once', async () => {
    const release = stallParts(1)
    const replies = [putPart(1), putPart(2), putPart(2)]
    await proxy.until((all) => all.filter((each) => each.forwardedBytes > 0).length === 3, patience())
    expect(partsInFlight(proxy.exchanges)).toBe(2)
    release()
    await Promise.all(replies)
    expect(partsInFlight(proxy.exchanges)).toBe(0)
  })

  test('gives up waiting when the signal aborts', async () => {
    const stop = new AbortController()
    const waiting = proxy.untilPartsInFlight(1, stop.signal)
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
  })
})

describe('the line', () => {
  test('a cut breaks what is in flight, tells how many parts that were, and refuses what comes next until it is restored', async () => {
    stallParts(1)
    const broken = [expect(putPart(1)).rejects.toThrow(), expect(putPart(2)).rejects.toThrow()]
    await proxy.untilPartsInFlight(2, patience())
    expect(proxy.cut()).toEqual({ partsInFlight: 2 })
    await Promise.all(broken)
    await proxy.until((all) => all.every((each) => each.phase.kind === 'broken'), patience())
    await expect(sendThrough(proxy.url, `${upstream.url}/api/projects`)).rejects.toThrow()
    proxy.restore()
    expect((await sendThrough(proxy.url, `${upstream.url}/api/projects`)).status).toBe(200)
    expect(upstream.requests.filter((each) => each.whole)).toHaveLength(1)
  })

  test('closing may be repeated and leaves nothing listening', async () => {
    await proxy.close()
    await proxy.close()
    await expect(sendThrough(proxy.url, `${upstream.url}/api/projects`)).rejects.toThrow('ECONNREFUSED')
  })
})

async function rawRequest(text: string): Promise<string> {
  const { hostname, port } = new URL(proxy.url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write(text)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
