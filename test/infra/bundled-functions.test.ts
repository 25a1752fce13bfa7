import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bundles, makeBundles } from '../../bench/backend/measure-bundles.ts'
import { startEnvironment } from '../../bench/backend/start-environment.ts'
import { writeEvent } from '../../bench/backend/write-event.ts'
import { stageNamed } from '../../infra/stages.ts'
import { askBundle } from './ask-bundle.ts'

const http = stageNamed('prod')
const rest = stageNamed('local-rest', {
  issuer: { kind: 'issuer', issuer: 'https://issuer.example', audience: 'client' },
})
const event = writeEvent('{"tracks":[]}')

let folder: string
let bundles: Record<'gateway' | 'function', Bundles>
let database: Server
let refusal: object
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-bundled-'))
  bundles = {
    gateway: await makeBundles(join(folder, 'gateway'), 'gateway'),
    function: await makeBundles(join(folder, 'function'), 'function'),
  }
  database = createServer((_, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(refusal))
  })
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve))
  const { port } = database.address() as AddressInfo
  env = { ...startEnvironment(http), AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`, AWS_MAX_ATTEMPTS: '1' }
})
afterAll(async () => {
  await new Promise((resolve) => database.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

test('[IF6, AU1] each bundle starts, and refuses a request without a token that it trusts', async () => {
  for (const name of ['projects', 'media'] as const) {
    const stranger = { ...event, requestContext: { requestId: 'request' } }
    expect(await askBundle(bundles.gateway[name], stranger, startEnvironment(http))).toMatchObject({
      statusCode: 401,
      body: { code: 'unauthenticated' },
    })
    const forged = { ...event, httpMethod: 'PUT', resource: '/api/projects/{projectId}', version: undefined }
    expect(await askBundle(bundles.function[name], forged, startEnvironment(rest))).toMatchObject({
      statusCode: 401,
      body: { code: 'unauthenticated' },
    })
  }
})

test('[IF6] a bundle for a gateway that verifies tokens does not start where the function would have to', async () => {
  const started = askBundle(bundles.gateway.projects, event, startEnvironment(rest))
  await expect(started).rejects.toThrow('This bundle is for a gateway that verifies tokens')
})

test('[IF6, PV2] a bundle reads what came with a refused condition', async () => {
  const winner = {
    ...{ user_id: 'user', id: 'project', name: 'Theirs', version: 7, media_rev: 0, schema_version: 1 },
    ...{ created_at: 1, updated_at: 1, encoding: 'identity', asset_ids: [], recent_mutations: {} },
  }
  const Item = { ...marshall(winner), project_json: { B: gzipSync('{}').toString('base64') } }
  refusal = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'refused', Item }
  const { statusCode, body } = await askBundle(bundles.gateway.projects, event, env)
  expect({ statusCode, code: body.code }).toEqual({ statusCode: 409, code: 'version-conflict' })
  expect(JSON.stringify(body)).toContain('"Theirs"')
})

test('[IF6, SR1] a bundle knows an error that it has no class for by its name', async () => {
  refusal = { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'too many' }
  const { statusCode, body } = await askBundle(bundles.gateway.projects, event, env)
  expect({ statusCode, code: body.code }).toEqual({ statusCode: 503, code: 'unavailable' })
})
