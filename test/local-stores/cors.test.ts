import { describe, expect, inject, test } from 'vitest'
import { sha256 } from '../../testing/cloud/sha256.ts'
import { localPorts } from './local-ports.ts'

const stores = inject('localStores')
const { signer } = localPorts(stores)
const bytes = new TextEncoder().encode('a part')
const storageKey = () => `suite-user/${crypto.randomUUID()}`
const signed = () =>
  signer.signWhole({ storageKey: storageKey(), sizeBytes: bytes.byteLength, checksum: sha256(bytes) })

/** What a browser asks before it sends. */
const preflight = (url: string, origin: string, method: string, headers: readonly string[]) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers.join(','),
    },
  })

describe("the template's CORS rule on versitygw", () => {
  test('[SR5] a page of the app may send a part with its headers, and need not ask again soon', async () => {
    const { url, headers } = await signed()
    const reply = await preflight(url, stores.origin, 'PUT', [...Object.keys(headers), 'content-type'])
    expect(reply.status).toBe(200)
    expect(reply.headers.get('access-control-allow-origin')).toBe(stores.origin)
    expect(reply.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(reply.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-amz-checksum-sha256')
    expect(Number(reply.headers.get('access-control-max-age'))).toBe(3000)
  })
  test('[SR5] a page of the app may read a range', async () => {
    const { url } = await signed()
    const reply = await preflight(url, stores.origin, 'GET', ['range'])
    expect(reply.status).toBe(200)
    expect(reply.headers.get('access-control-allow-origin')).toBe(stores.origin)
  })
  test.each([
    ['of another origin', 'https://elsewhere.example.com', 'PUT', 'x-amz-checksum-sha256'],
    ['that would delete', stores.origin, 'DELETE', 'x-amz-checksum-sha256'],
    ['that would send a header of its own', stores.origin, 'PUT', 'authorization'],
  ])('[SR5] a page %s gets no permission', async (_what, origin, method, header) => {
    const reply = await preflight((await signed()).url, origin, method, [header])
    expect(reply.status).toBe(403)
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  })
  test('[SR5, UP38] a page may read why its bytes were not taken a second time', async () => {
    const { url, headers } = await signed()
    const send = () => fetch(url, { method: 'PUT', headers: { ...headers, origin: stores.origin }, body: bytes })
    expect((await send()).status).toBe(200)
    const reply = await send()
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([412, stores.origin])
    expect(await reply.text()).toContain('<Code>PreconditionFailed</Code>')
  })
  test('[SR5] the answer to a part shows its checksum and tag to the page', async () => {
    const { url, headers } = await signed()
    const reply = await fetch(url, { method: 'PUT', headers: { ...headers, origin: stores.origin }, body: bytes })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('access-control-allow-origin')).toBe(stores.origin)
    const exposed = reply.headers.get('access-control-expose-headers')?.toLowerCase() ?? ''
    for (const header of ['etag', 'x-amz-checksum-sha256']) expect(exposed).toContain(header)
  })
})
