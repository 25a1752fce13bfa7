import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, expect, test, vi } from 'vitest'
import { createDynamoClient } from '../../../lambdas/storage/create-dynamo-client.ts'
import { S3Signature } from '../../../lambdas/storage/s3-signature.ts'
import { SignedObjectStore } from '../../../lambdas/storage/signed-object-store.ts'

const silenceMs = 300
let server: Server | undefined

afterEach(() => {
  vi.unstubAllEnvs()
  server?.closeAllConnections()
  server?.close()
})

/** A store that never answers its first request, and all others. */
async function storeSilentAtFirst(answer: (response: ServerResponse) => void) {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'test')
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  const connections = new Set<unknown>()
  let requests = 0
  const started = createServer(({ socket }, response) => {
    requests += 1
    connections.add(socket)
    if (requests > 1) answer(response)
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(started.address() as AddressInfo).port}`
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', address)
  return { address, seen: () => ({ requests, connections: connections.size }) }
}

test('[SR8] a request that DynamoDB leaves unanswered is made again on another connection', async () => {
  const { seen } = await storeSilentAtFirst((response) =>
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"Item":{"id":{"S":"p1"}}}'),
  )
  const { Item } = await createDynamoClient(silenceMs).send(
    new GetCommand({ TableName: 'Projects', Key: { id: 'p1' } }),
  )
  expect(Item).toEqual({ id: 'p1' })
  expect(seen()).toEqual({ requests: 2, connections: 2 })
})

test('[SR8] a request that the store of documents leaves unanswered is made again on another connection', async () => {
  const { address, seen } = await storeSilentAtFirst((response) => response.end('bytes'))
  const identity = { credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, region: async () => 'eu-west-1' }
  const signature = new S3Signature(identity, { bucket: 'media', endpoint: address })
  const bytes = await new SignedObjectStore(signature, fetch, silenceMs).read('ada/key')
  expect(Buffer.from(bytes ?? []).toString()).toBe('bytes')
  expect(seen()).toEqual({ requests: 2, connections: 2 })
})
