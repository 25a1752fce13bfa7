import { describe, expect, test } from 'vitest'
import { bytesOf, type ServerReply, type ServerRequest } from '../../../testing/cloud/http-message.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { atFirstPut, isStorePut, sendFirstPutTwice } from '../../server/first-put.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { madeFile, mediaDevice, startWithProject } from './media-device.ts'

const projectId = 'film'
const conflict: ServerReply = {
  ...{ status: 409, headers: {} },
  body: bytesOf('<Error><Code>ConditionalRequestConflict</Code><Message>try again</Message></Error>'),
}

async function started() {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const device = mediaDevice(server, { clock })
  await startWithProject(device, projectId)
  const answers: number[] = []
  const isPut = (request: ServerRequest) => isStorePut(server, request)
  server.afterHandling = (request, { status }) => {
    if (isPut(request)) answers.push(status)
    return undefined
  }
  return { clock, server, device, answers, isPut }
}

describe.each([
  ['of some bytes', 1000],
  ['[UP9] of none', 0],
])('a file of one part, %s, whose bytes the store takes once', (_, sizeBytes) => {
  const file = () => (sizeBytes === 0 ? new File([], 'a.mp4') : madeFile('a.mp4', sizeBytes))

  test('[UP38] one that arrived, its answer lost, is found there and not sent again', async () => {
    const { clock, server, device, answers, isPut } = await started()
    const { afterHandling } = server
    server.afterHandling = (request, reply) => {
      afterHandling(request, reply)
      return isPut(request) ? 'lost' : undefined
    }
    const { assetId } = await device.assets.add(projectId, file())
    await device.reaches(assetId, 'waiting')
    clock.advance(60_000)
    await device.reaches(assetId, 'stored')
    expect(answers).toEqual([200])
  })

  test('[UP38] one that arrives twice, as when a browser itself sends it again, is stored and not parked', async () => {
    const { server, device, answers } = await started()
    sendFirstPutTwice(server)
    const { assetId } = await device.assets.add(projectId, file())
    await device.reaches(assetId, 'stored')
    expect(answers).toEqual([200, 412])
    expect(server.objects.objects.size).toBe(1)
  })

  test('[UP38] a client that takes the 412 for a refusal, as older ones do, gets there by the next presign', async () => {
    const { server, device, answers } = await started()
    const { afterHandling } = server
    server.afterHandling = (request, reply) => {
      afterHandling(request, reply)
      return reply.status === 412 ? { ...reply, body: bytesOf('') } : undefined
    }
    sendFirstPutTwice(server)
    const { assetId } = await device.assets.add(projectId, file())
    await device.reaches(assetId, 'stored')
    expect(answers).toEqual([200, 412])
  })

  test('[UP38] one that meets another write is tried again', async () => {
    const { clock, server, device, answers } = await started()
    atFirstPut(server, () => conflict)
    const { assetId } = await device.assets.add(projectId, file())
    const { transfer } = await device.reaches(assetId, 'waiting')
    expect(transfer).toMatchObject({ reason: expect.stringContaining('ConditionalRequestConflict') })
    clock.advance(60_000)
    await device.reaches(assetId, 'stored')
    expect(answers).toEqual([200])
  })
})
