import * as v from 'valibot'
import { expect, test } from 'vitest'
import { contractVersionHeader } from '#contract/contract-version.ts'
import { ApiFailure } from '../../../lambdas/errors/api-failure.ts'
import { redact } from '../../../lambdas/gateway/redact.ts'
import { callerOf, callerWith, problemIn } from '../../suites/api-caller.ts'
import { makeAsset, upload } from '../../suites/asset-fixture.ts'
import { createProject, projectBody, putProject, written } from '../../suites/project-fixture.ts'
import { sendSnapshot } from '../../suites/snapshot-fixture.ts'
import { memoryTarget } from './memory-target.ts'

test('[AU3] no token, signed address, name or document reaches the log', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const asset = await makeAsset(10)
  const id = await createProject(caller, { name: 'Secret film' })
  await upload(target, caller, id, asset)
  await caller.call('POST', `/projects/${id}/media/${asset.body.assetId}/download`)
  await caller.call('GET', '/projects', { headers: { authorization: 'Bearer eyJhbGciOi.bad.token' } })
  const log = target.server.log.join('\n')
  expect(target.server.log).toHaveLength(5)
  for (const secret of ['eyJ', 'Signature', 'Bearer', 'Secret film', asset.body.fileName]) {
    expect(log).not.toContain(secret)
  }
})

test('[IN8] each answer names its request as its log line does: taken, refused or failed', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  const answers = [
    await caller.call('GET', `/projects/${id}`),
    await caller.call('GET', `/projects/${id}`, { headers: { 'if-none-match': '"1.0"' } }),
    await caller.call('GET', '/projects/unknown'),
    await caller.call('GET', '/projects?colour=red'),
    await callerWith(target, 'not.a.token').call('GET', '/projects'),
    await caller.call('GET', '/projects', { headers: { [contractVersionHeader]: '0' } }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 304, 404, 400, 401, 426])
  const logged = target.server.log.slice(-answers.length).map((line) => JSON.parse(line))
  for (const [index, answer] of answers.entries()) {
    const requestId = answer.headers.get('x-request-id')
    expect(logged[index]).toMatchObject({ requestId, status: answer.status })
    if (answer.status >= 400) expect(problemIn(answer).requestId).toBe(requestId)
  }
  expect(new Set(logged.map(({ requestId }) => requestId)).size).toBe(answers.length)
})

test('[AU3] no address of a large document reaches the log, nor what a conflict answers of it', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const bytes = new TextEncoder().encode('Secret script')
  const document = await sendSnapshot(target, caller, 'p1', bytes)
  await written(caller, 'p1', { document })
  const { text } = await caller.call('GET', '/projects/p1')
  const conflict = await putProject(caller, 'p1', projectBody())
  for (const told of [text, conflict.text]) expect(told).toContain('Signature')
  const log = target.server.log.join('\n')
  expect(target.server.log).toHaveLength(4)
  for (const secret of ['Signature', 'http', document.snapshotId, document.checksum, 'Secret script']) {
    expect(log).not.toContain(secret)
  }
})

test('[AU3] what an unforeseen error quotes is taken out', () => {
  const text = 'GET https://b.s3.test/k?X-Amz-Signature=abc failed with Bearer eyJa.eyJb.c'
  expect(redact(text)).toBe('GET https://b.s3.test/k?[redacted] failed with [redacted]')
})

test('[AU3] of a stored row that cannot be read the log tells where it is wrong, and nothing of what it holds', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  target.server.database.projects.get = () => {
    v.parse(v.object({ version: v.number() }), { version: 'Secret film' })
    throw new Error('unreachable')
  }
  expect((await caller.call('GET', '/projects/p1')).status).toBe(500)
  const line = target.server.log.at(-1) ?? ''
  expect(JSON.parse(line)).toMatchObject({ message: 'failed', cause: 'ValiError', paths: ['version'] })
  expect(line).not.toContain('Secret film')
})

test('[OB7, AU3] why a store or an issuer was unavailable is in the log, without what is signed, and in no answer', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  target.server.database.projects.get = () => {
    const cause = new Error('SlowDown of https://media.s3.test/key?X-Amz-Signature=abc')
    throw new ApiFailure('unavailable', { retryAfterMs: 1000 }, { cause })
  }
  const answer = await caller.call('GET', '/projects/p1')
  expect([answer.status, answer.text]).toEqual([503, expect.not.stringContaining('SlowDown')])
  const line = target.server.log.at(-1) ?? ''
  expect(JSON.parse(line)).toMatchObject({ message: 'refused', code: 'unavailable', cause: 'Error' })
  expect(JSON.parse(line).stack).toContain('SlowDown')
  expect(line).not.toContain('Signature')
})

test('[IN5] an unforeseen failure answers 500 without its inside, and is logged with the request id', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const { database } = target.server
  database.projects.get = () => {
    throw new Error('the disk is on fire')
  }
  const answer = await caller.call('GET', '/projects/p1')
  expect(answer.status).toBe(500)
  expect(problemIn(answer)).toMatchObject({ code: 'internal' })
  expect(answer.text).not.toContain('fire')
  const line = JSON.parse(target.server.log.at(-1) ?? '')
  expect(line).toMatchObject({ message: 'failed', status: 500, requestId: problemIn(answer).requestId })
  expect(line.stack).toContain('the disk is on fire')
})
