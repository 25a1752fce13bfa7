import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { createS3Client } from '../../../lambdas/storage/create-s3-client.ts'
import { S3AssetStore } from '../../../lambdas/storage/s3-asset-store.ts'
import { S3Signature } from '../../../lambdas/storage/s3-signature.ts'
import { SignedObjectStore } from '../../../lambdas/storage/signed-object-store.ts'

const place = { storageKey: 'ada/key', uploadId: 'upload' }
let server: Server | undefined

afterEach(() => {
  vi.unstubAllEnvs()
  server?.close()
})

/** A store that answers every request alike, without a body, as S3 answers a HEAD. */
async function storeThatAnswers(status: number): Promise<S3AssetStore> {
  const { address } = await storeThat((response) => response.writeHead(status).end())
  return new S3AssetStore(createS3Client(address), 'media')
}

/** A store that answers every request so, and counts them. */
async function storeThat(answers: (response: ServerResponse) => void) {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  let requests = 0
  const started = createServer((_request, response) => {
    requests += 1
    answers(response)
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const { port } = started.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, asked: () => requests }
}

test.each([429, 500, 502, 503, 504])(
  '[SR6] a store that goes on answering %i, without a word, is answered `unavailable` with a time',
  async (status) => {
    const store = await storeThatAnswers(status)
    const cause = { $metadata: { httpStatusCode: status } }
    const busy = { code: 'unavailable', payload: { retryAfterMs: 1000 }, cause }
    await expect(store.head(place.storageKey)).rejects.toMatchObject(busy)
    await expect(store.listParts(place)).rejects.toMatchObject(busy)
  },
)

test('[SR6] a store that nobody reaches is answered `unavailable` with a time', async () => {
  const { address } = await storeThat(() => undefined)
  server?.close()
  const store = new S3AssetStore(createS3Client(address), 'media')
  const busy = { code: 'unavailable', payload: { retryAfterMs: 1000 }, cause: { code: 'ECONNREFUSED' } }
  await expect(store.head(place.storageKey)).rejects.toMatchObject(busy)
})

test('[SR6] an object whose bytes break off each time they are read is answered `unavailable` with a time', async () => {
  const { address, asked } = await storeThat((response) => {
    response.writeHead(200, { 'content-length': '10' }).write('half')
    setImmediate(() => response.destroy())
  })
  const identity = { credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, region: async () => 'eu-west-1' }
  const store = new SignedObjectStore(new S3Signature(identity, { bucket: 'media', endpoint: address }))
  const busy = { code: 'unavailable', payload: { retryAfterMs: 1000 } }
  await expect(store.read(place.storageKey)).rejects.toMatchObject(busy)
  expect(asked()).toBe(2)
})

test.each([403, 501])('[IN5] a store that refuses with %i is a failure that nobody foresaw', async (status) => {
  const store = await storeThatAnswers(status)
  await expect(store.head(place.storageKey)).rejects.not.toHaveProperty('code', 'unavailable')
})
