import { describe, expect, test } from 'vitest'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { madeFile, mediaDevice, newDisk, startWithProject, threeParts } from './media-device.ts'
import { fileOfParts, UploadWorld } from './upload-world.ts'

const projectId = 'film'

/** A device with a stored asset, and a copy of its file with other bytes at the end. */
async function withBase() {
  const server = createMemoryServer()
  const disk = newDisk()
  const device = mediaDevice(server, { disk })
  await startWithProject(device, projectId)
  const file = madeFile('a.mp4', threeParts)
  const { assetId } = await device.assets.add(projectId, file)
  await device.reaches(assetId, 'stored')
  const bytes = new Uint8Array(await file.arrayBuffer())
  bytes.fill(9, -1000)
  return { server, disk, device, assetId, changed: new File([bytes], 'b.mp4', { type: 'video/mp4' }) }
}

/** As text, which compares by value. */
const bytesOf = async (file: File | undefined) =>
  Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer()).toString('base64')

/** Lengths of the parts that arrive from now on. */
function partsSent(server: MemoryServer): number[] {
  const sent: number[] = []
  server.beforeHandling = ({ method, url, body }) => {
    if (method === 'PUT' && url.startsWith(server.storeUrl)) sent.push(body?.length ?? 0)
    return undefined
  }
  return sent
}

describe('a file that replaces another', { timeout: 60_000 }, () => {
  test('[UP16] is sent as the parts that differ, and opens whole', async () => {
    const { server, device, assetId, changed } = await withBase()
    const sent = partsSent(server)
    const added = await device.assets.add(projectId, changed, { replaces: assetId })
    await device.reaches(added.assetId, 'stored')
    expect(sent).toEqual([4 * 1024 * 1024])
    const other = mediaDevice(server)
    other.projectReached(projectId)
    const opened = await other.assets.open(projectId, added.assetId)
    expect((await bytesOf(opened)) === (await bytesOf(changed))).toBe(true)
  })

  test('[UP16] is sent whole where the store does not vouch for copies', async () => {
    const { server, device, assetId, changed } = await withBase()
    server.objects.vouchesForCopies = false
    const sent = partsSent(server)
    const added = await device.assets.add(projectId, changed, { replaces: assetId })
    await device.reaches(added.assetId, 'stored')
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBe(threeParts)
  })

  test('[UP16, LS3] is kept and sent also where what it replaces is no id', async () => {
    const { server, disk, device, changed } = await withBase()
    server.beforeHandling = ({ url }) => (url.endsWith('/presign') ? 'lost' : undefined)
    const added = await device.assets.add(projectId, changed, { replaces: 'take 1' })
    device.kill()
    const sent = partsSent(server)
    const again = mediaDevice(server, { disk })
    await again.start()
    again.projectReached(projectId)
    await again.reaches(added.assetId, 'stored')
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBe(threeParts)
  })

  test('[UP16, UP10] still names what it came from after a reload', async () => {
    const { server, disk, device, assetId, changed } = await withBase()
    server.beforeHandling = ({ url }) => (url.endsWith('/presign') ? 'lost' : undefined)
    const added = await device.assets.add(projectId, changed, { replaces: assetId })
    device.kill()
    const sent = partsSent(server)
    const again = mediaDevice(server, { disk })
    await again.start()
    again.projectReached(projectId)
    await again.reaches(added.assetId, 'stored')
    expect(sent).toHaveLength(1)
  })
})

describe('a window of which parts are left to be copied', () => {
  const world = () => new UploadWorld({ ...fileOfParts(150), hasBase: true })
  const asked = (one: UploadWorld) => one.asked.findLast((effect) => effect.kind === 'presign')

  test('[UP16] is as large as may be, and asked for again at once', () => {
    const one = world()
    one.begin()
    const first = asked(one)
    expect(first?.parts).toHaveLength(100)
    for (let part = 1; part <= 32; part += 1) one.stored.add(part)
    const laterParts = Array.from({ length: 68 }, (_, index) => index + 33)
    const reply = { ...one.presignReply([]), laterParts }
    one.send({ kind: 'presigned', ask: first?.ask ?? 0, reply, fraction: 0.5 })
    expect(one.state).toMatchObject({ phase: 'sending' })
    const second = asked(one)
    expect([second?.parts.length, second?.parts[0]]).toEqual([100, 33])
  })

  test('[UP16] waits where nothing came of it, so that nobody asks in a circle', () => {
    const one = world()
    one.begin()
    const reply = { ...one.presignReply([]), laterParts: [1, 2, 3] }
    one.send({ kind: 'presigned', ask: 1, reply, fraction: 0.5 })
    expect(one.state).toMatchObject({ phase: 'waiting' })
  })
})
