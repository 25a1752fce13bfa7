import { expect, test } from 'vitest'
import { redact } from '../../../lambdas/gateway/redact.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { makeAsset, upload } from '../../suites/asset-fixture.ts'
import { createProject } from '../../suites/project-fixture.ts'
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

test('[AU3] what an unforeseen error quotes is taken out', () => {
  const text = 'GET https://b.s3.test/k?X-Amz-Signature=abc failed with Bearer eyJa.eyJb.c'
  expect(redact(text)).toBe('GET https://b.s3.test/k?[redacted] failed with [redacted]')
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
  expect(line.cause.stack).toContain('the disk is on fire')
})
