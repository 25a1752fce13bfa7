import { expect, test } from 'vitest'
import { deleteProject, putProject } from '#contract/calls.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'
import { createProject, madeFile, mediaDevice } from './media-device.ts'

const projectId = 'film'
const signal = new AbortController().signal

test('[UP22, QU15] files of a project that was deleted elsewhere take no retries from others, and go once it is back', async () => {
  const server = createMemoryServer()
  const device = mediaDevice(server)
  await createProject(device, projectId)
  const params = { projectId }
  await device.api.call(deleteProject, { params, body: { baseVersion: 1, mutationId: 'gone' }, signal })
  let asked = 0
  server.afterHandling = ({ url }) => {
    if (url.endsWith('/presign')) asked += 1
    return undefined
  }
  const files = ['a', 'b', 'c']
  await device.start()
  for (const [index, assetId] of files.entries())
    await device.assets.add(projectId, madeFile(assetId, 1000, index + 1), { assetId })
  device.projectReached(projectId)
  while (asked === 0) await turn()
  await turnsPass()
  const askedAtFirst = asked
  expect(askedAtFirst).toBeLessThanOrEqual(files.length)
  expect(device.summary().worst.kind).toBe('idle')
  device.clock.advance(3_600_000)
  device.wake()
  await turnsPass()
  expect([asked, device.clock.timers]).toEqual([askedAtFirst, 0])
  const document = { kind: 'inline', encoding: 'identity', data: '{}' } as const
  const body = { baseVersion: 2, mutationId: 'back', name: 'Film', document, assetIds: [] }
  await device.api.call(putProject, { params, body, signal })
  device.projectReached(projectId)
  for (const assetId of files) await device.reaches(assetId, 'stored')
  await device.close()
})
