import { describe, expect, test } from 'vitest'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { problemReply } from '../../server/problem-reply.ts'
import { turnsPass } from '../client/turns-of-the-loop.ts'
import { createProject, madeFile, mediaDevice } from './media-device.ts'

const projectId = 'film'

async function started() {
  const server = createMemoryServer()
  const device = mediaDevice(server)
  await createProject(device, projectId)
  await device.start()
  return { server, device }
}

const text = (body: string) => new Uint8Array(Buffer.from(body))

const answers = [
  { name: '[QU6] 429', reply: problemReply(429, 'rate-limited', { retryAfterMs: 5000 }) },
  { name: '[QU6] 500', reply: problemReply(500, 'internal', {}) },
  { name: '[QU11] HTML', reply: { status: 200, headers: { 'content-type': 'text/html' }, body: text('<html>') } },
]

describe('an upload on a bad day', { timeout: 60_000 }, () => {
  test.each(answers)('$name from the API waits and goes on', async ({ reply }) => {
    const { server, device } = await started()
    server.beforeHandling = (request) => (request.url.endsWith('/presign') ? reply : undefined)
    device.projectReached(projectId)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.reaches(assetId, 'waiting')
    server.beforeHandling = () => undefined
    device.clock.advance(60_000)
    await device.reaches(assetId, 'stored')
  })

  test('[QU7] without a sign-in it stops as needs-auth, and goes on when woken', async () => {
    const { server, device } = await started()
    server.beforeHandling = (request) =>
      request.url.endsWith('/presign') ? problemReply(401, 'unauthenticated', {}) : undefined
    device.projectReached(projectId)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    const { transfer } = await device.reaches(assetId, 'blocked')
    expect(transfer).toMatchObject({ code: 'needs-auth' })
    expect(device.summary()).toMatchObject({ worst: { kind: 'needs-auth' }, durability: 'on-this-device' })
    server.beforeHandling = () => undefined
    device.wake()
    await device.reaches(assetId, 'stored')
  })

  test('[QU8] what cannot succeed is parked with its code, and holds up no other file', async () => {
    const { server, device } = await started()
    let refused = ''
    server.beforeHandling = (request) => {
      const first = refused === '' && request.url.endsWith('/presign')
      if (first) refused = request.url
      return first ? problemReply(413, 'file-too-large', { limitBytes: 1 }) : undefined
    }
    device.projectReached(projectId)
    const large = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    const { transfer } = await device.reaches(large.assetId, 'blocked')
    expect(transfer).toMatchObject({ code: 'file-too-large' })
    const small = await device.assets.add(projectId, madeFile('b.mp4', 10))
    await device.reaches(small.assetId, 'stored')
  })

  test('[ST1] a device that refuses to keep progress says so, and the upload goes on', async () => {
    const { server, device } = await started()
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    device.disk.rows.refusal = new Error('the disk says no')
    device.projectReached(projectId)
    await device.reaches(assetId, 'stored')
    expect(server.objects.objects.size).toBe(1)
    await device.stop()
    expect(device.troubles).toContain(device.disk.rows.refusal)
  })

  test('[UP35] an upload whose end the device cannot write yet is not made once more, and leaves no timer', async () => {
    const { server, device } = await started()
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    const { rows } = device.disk
    rows.refusal = new Error('the disk says no')
    device.projectReached(projectId)
    await device.reaches(assetId, 'stored')
    const asked: string[] = []
    server.beforeHandling = ({ url }) => void asked.push(url)
    for (let looks = 0; looks < 3; looks += 1) {
      device.wake()
      await turnsPass()
    }
    expect(asked).toEqual([])
    rows.refusal = undefined
    device.clock.advance(5000)
    await turnsPass()
    expect(await new MemoryLocalStore(rows).get('assets', `${projectId}/${assetId}`)).toMatchObject({
      upload: { phase: 'stored' },
    })
    await device.close()
    expect(device.clock.timers).toBe(0)
  })
})
