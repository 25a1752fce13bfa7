import { expect, test } from 'vitest'
import { statusOfCode } from '#contract/errors.ts'
import { userIdOf } from '../../../lambdas/auth/user-id.ts'
import { countUnits } from '../../../lambdas/metrics/count-units.ts'
import { callerOf } from '../../suites/api-caller.ts'
import { makeAsset, opened, partBytes, send, upload } from '../../suites/asset-fixture.ts'
import { createProject, projectBody, putProject } from '../../suites/project-fixture.ts'
import { memoryTarget } from './memory-target.ts'
import { publishedLines } from './published-lines.ts'

async function start() {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  return { target, caller, id: await createProject(caller), metrics: target.server.metrics }
}

test('[OB1] a conflict is counted, and its code named', async () => {
  const { caller, id, metrics } = await start()
  await putProject(caller, id, projectBody({ baseVersion: 1 }))
  expect(metrics.total('Conflicts')).toBe(0)
  await putProject(caller, id, projectBody({ baseVersion: 1 }))
  expect(metrics.emitted.at(-1)).toEqual({
    counts: new Map([
      ['Refusals', 1],
      ['Conflicts', 1],
    ]),
    refusal: 'version-conflict',
  })
})

test('[OB1] every refusal is counted under its code, a bad token and an unforeseen failure too', async () => {
  const { target, caller, metrics } = await start()
  await caller.call('GET', '/projects/p1')
  await caller.call('GET', '/projects', { headers: { authorization: 'Bearer none' } })
  target.server.database.projects.get = () => {
    throw new Error('the disk is on fire')
  }
  await caller.call('GET', '/projects/p1')
  const refusals = metrics.emitted.slice(1).map(({ counts, refusal }) => [refusal, counts.get('Refusals')])
  expect(refusals).toEqual([
    ['project-not-found', 1],
    ['unauthenticated', 1],
    ['internal', 1],
  ])
})

test('[OB1] a write whose reply was lost is counted as a replay when it is answered again', async () => {
  const { caller, id, metrics } = await start()
  const write = projectBody({ baseVersion: 1 })
  await putProject(caller, id, write)
  expect(metrics.total('Replays')).toBe(0)
  await putProject(caller, id, write)
  expect(metrics.total('Replays')).toBe(1)
  expect(metrics.total('Refusals')).toBe(0)
})

test('[OB1] bytes are counted when they are presigned, and parts that a returning device need not send', async () => {
  const { target, caller, id, metrics } = await start()
  const asset = await makeAsset(9 * 1024 * 1024)
  const { signedParts } = await opened(caller, id, asset.body)
  const presigned = asset.bytes.byteLength
  expect(metrics.total('UploadBytesPresigned')).toBe(presigned)
  const [first] = signedParts
  if (first === undefined) throw new Error('No part was signed.')
  const firstBytes = partBytes(asset.bytes, asset.plan, first.partNumber)
  await send(target, first, firstBytes)
  await opened(caller, id, { ...asset.body, parts: asset.parts.slice(1) })
  const left = presigned - firstBytes.byteLength
  expect([metrics.total('UploadBytesPresigned'), metrics.total('PartsResumed')]).toEqual([presigned + left, 0])
  await opened(caller, id, asset.body)
  expect([metrics.total('UploadBytesPresigned'), metrics.total('PartsResumed')]).toEqual([presigned + 2 * left, 1])
})

test('[OB1] a download counts the bytes it was presigned for', async () => {
  const { target, caller, id, metrics } = await start()
  const asset = await makeAsset(10)
  await upload(target, caller, id, asset)
  await caller.call('POST', `/projects/${id}/media/${asset.body.assetId}/download`)
  expect([metrics.total('UploadBytesPresigned'), metrics.total('DownloadBytesPresigned')]).toEqual([10, 10])
})

test('[OB1] the first request of each function is its cold start, and each request emits once', async () => {
  const { caller, id, metrics } = await start()
  await caller.call('GET', '/projects')
  expect(metrics.total('ColdStarts')).toBe(1)
  await caller.call('GET', `/projects/${id}/media`)
  await caller.call('GET', `/projects/${id}/media`)
  expect(metrics.total('ColdStarts')).toBe(2)
  expect(metrics.emitted).toHaveLength(4)
})

test('[OB1] a request is one line, summed over all codes and by its own; one that counted nothing is none', () => {
  const [line, ...more] = publishedLines([
    { counts: new Map() },
    { counts: new Map([['Refusals', 1]]), refusal: 'invalid-request' },
  ])
  expect(more).toEqual([])
  const { _aws, ...values } = JSON.parse(line ?? '')
  expect(values).toEqual({ service: 'projects', stage: 'prod', code: 'invalid-request', Refusals: 1 })
  expect(_aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'Reelsync',
      Dimensions: [
        ['service', 'stage'],
        ['service', 'stage', 'code'],
      ],
      Metrics: [{ Name: 'Refusals', Unit: 'Count' }],
    },
  ])
})

test('[OB1] what one request counted is not told again of the next', () => {
  const refused = { counts: new Map([['Refusals', 1]] as const), refusal: 'internal' } as const
  const lines = publishedLines([refused, { counts: new Map([['Replays', 1]]) }])
  const { _aws, ...values } = JSON.parse(lines[1] ?? '')
  expect(values).toEqual({ service: 'projects', stage: 'prod', Replays: 1 })
  expect(_aws.CloudWatchMetrics[0].Dimensions).toEqual([['service', 'stage']])
})

test('[OB2, AU3] no token, signed address, id or name reaches the metrics', async () => {
  const { target, caller, id, metrics } = await start()
  const asset = await makeAsset(10)
  await upload(target, caller, id, asset)
  await caller.call('POST', `/projects/${id}/media/${asset.body.assetId}/download`)
  await caller.call('GET', '/projects/Bearer%20eyJhbGciOi.bad.token?X-Amz-Signature=abc')
  await caller.call('GET', '/projects', { headers: { authorization: 'Bearer eyJhbGciOi.bad.token' } })
  await putProject(caller, id, projectBody({ name: 'Secret film' }))
  const lines = publishedLines(metrics.emitted)
  const { issuer } = target.server.tokens
  const secrets = ['eyJ', 'Bearer', 'Signature', 'http', 'Secret film', 'ada', id, userIdOf(issuer, 'ada')]
  for (const secret of [...secrets, asset.body.assetId, asset.body.fileName]) {
    expect(lines.join('\n')).not.toContain(secret)
  }
  const words = new Set(['prod', 'projects', ...Object.keys(statusOfCode)])
  expect(lines.length).toBeGreaterThan(4)
  for (const { _aws, service, stage, code = 'internal', ...counts } of lines.map((line) => JSON.parse(line))) {
    expect([service, stage, code].filter((word) => !words.has(word))).toEqual([])
    expect(Object.keys(counts).filter((name) => !(name in countUnits))).toEqual([])
    expect(Object.values(counts).every((count) => typeof count === 'number')).toBe(true)
  }
})
