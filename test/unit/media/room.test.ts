import { describe, expect, test } from 'vitest'
import { contentKey } from '../../../client-lib/media/downloads/content-key.ts'
import { pieceKey } from '../../../client-lib/media-store/piece-key.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { agreedProject } from './agreed-project.ts'
import { madeFile, mediaDevice, newDisk, threeParts } from './media-device.ts'
import { addNew, deviceWith, here } from './room-device.ts'

const projectId = 'film'
const partBytes = 8 * 1024 * 1024

describe('room on the device', { timeout: 60_000 }, () => {
  test('[MS1] for a file that is added: what was used longest ago leaves, is listed as in the cloud, and comes back', async () => {
    const { device } = await deviceWith(['a', 'b', 'c'], { budgetBytes: 3500 })
    await device.assets.open(projectId, 'a')
    await addNew(device)
    expect(await here(device)).toEqual(['a', 'c', 'new'])
    expect(await device.disk.media.keys()).toHaveLength(3)
    const listed = (await device.assets.list(projectId)).find(({ assetId }) => assetId === 'b')
    expect(listed).toMatchObject({ onThisDevice: false, inTheCloud: true, transfer: { phase: 'stored' } })
    const again = await device.assets.open(projectId, 'b')
    expect(await again?.text()).toBe(await madeFile('b.mp4', 1000, 11).text())
    expect(await here(device)).toEqual(['a', 'b', 'new'])
  })

  test('[MS1] for files that are added at once: as much leaves as all of them need', async () => {
    const { device } = await deviceWith(['a', 'b', 'c'], { budgetBytes: 3500 })
    const files = ['new', 'newer', 'newest'].map((assetId, index) =>
      device.assets.add(projectId, madeFile(assetId, 1000, 90 + index), { assetId }),
    )
    await Promise.all(files)
    expect(await here(device)).toEqual(['new', 'newer', 'newest'])
  })

  test('[MS1] for a file whose parts are here but for one: no more leaves than that one needs', async () => {
    const { server, device } = await deviceWith(['a', 'b'], { budgetBytes: threeParts + 1500 })
    const other = mediaDevice(server)
    await other.start()
    other.projectReached(projectId)
    const long = madeFile('long.mp4', threeParts)
    await other.assets.add(projectId, long, { assetId: 'long' })
    await other.reaches('long', 'stored')
    const key = contentKey(other.rows()?.[0]?.checksum ?? '')
    const never = new AbortController().signal
    for (const number of [1, 2]) {
      const part = long.slice((number - 1) * partBytes, number * partBytes)
      await device.disk.media.write(pieceKey(key, number), part.stream(), never)
    }
    expect((await device.assets.open(projectId, 'long'))?.size).toBe(threeParts)
    expect(await here(device)).toEqual(['b', 'long'])
  })

  test('[MS1] the order of use outlives the page, and other tabs know of what has left', async () => {
    const { server, device } = await deviceWith(['a', 'b', 'c'])
    await device.assets.open(projectId, 'a')
    await device.close()
    const { disk, clock } = device
    const next = mediaDevice(server, { disk, clock, budgetBytes: 2500 })
    const other = mediaDevice(server, { disk, clock })
    expect(await here(other)).toEqual(['a', 'b', 'c'])
    await addNew(next)
    await other.refresh()
    expect(await here(other)).toEqual(['a', 'new'])
  })

  test('[MS1] uses are not written one by one', async () => {
    const { device } = await deviceWith(['a', 'b', 'c'])
    const { tables } = device.disk.rows
    const { set } = tables
    let writes = 0
    tables.set = (key, row) => {
      if (key === 'device/media-uses') writes += 1
      return set.call(tables, key, row)
    }
    for (let time = 0; time < 5; time += 1)
      await Promise.all(['a', 'b', 'c'].map((assetId) => device.assets.open(projectId, assetId)))
    expect(writes).toBeGreaterThan(0)
    expect(writes).toBeLessThanOrEqual(2)
  })

  test('[MS1] what is remembered of the use of a file ends with the file, once it was an hour ago', async () => {
    const { server, device } = await deviceWith(['a', 'b', 'c'], { budgetBytes: 2500 })
    expect(await here(device)).toEqual(['a', 'b', 'c'])
    await addNew(device)
    expect(await here(device)).toEqual(['c', 'new'])
    await device.close()
    const { disk, clock } = device
    const used = async () => {
      const row = await new MemoryLocalStore(disk.rows).get('device', 'media-uses')
      return Object.keys(row?.kind === 'media-uses' ? row.usedAtMs : {}).sort()
    }
    expect(await used()).toHaveLength(4)
    clock.advance(3_600_000)
    const next = mediaDevice(server, { disk, clock })
    await next.start()
    expect(await used()).toEqual((await disk.media.keys()).toSorted())
  })

  test('[MS3] what is kept offline stays, is fetched for it, and may leave once it is not', async () => {
    const { server, device } = await deviceWith(['a', 'b'], { budgetBytes: 2500 })
    await device.assets.keepOffline(projectId, 'a', true)
    await addNew(device)
    expect(await here(device)).toEqual(['a', 'new'])
    expect(await device.assets.list(projectId)).toContainEqual(
      expect.objectContaining({ assetId: 'a', isKeptOffline: true }),
    )
    await device.assets.keepOffline(projectId, 'b', true)
    expect(await here(device)).toEqual(['a', 'b', 'new'])
    await device.assets.keepOffline(projectId, 'a', false)
    await agreedProject(device, projectId, ['a', 'b', 'new'])
    await device.reaches('new', 'stored')
    await device.assets.add(projectId, madeFile('newer.mp4', 1000, 98), { assetId: 'newer' })
    expect(await here(device)).toEqual(['b', 'newer'])
    const [first] = await mediaDevice(server, { disk: device.disk }).assets.list(projectId)
    expect(first).toMatchObject({ assetId: 'a', isKeptOffline: false })
  })

  test('[MS4] a device that says it is full, whatever it promised, is made room on, and takes the file', async () => {
    const { device } = await deviceWith(['a', 'b', 'c'], { disk: newDisk({ capacityBytes: 3500 }) })
    await addNew(device)
    expect(await here(device)).toEqual(['b', 'c', 'new'])
  })

  test('[MS4] it says so where nothing may go, and all that was there stays', async () => {
    const { device } = await deviceWith(['a', 'b', 'c'], { disk: newDisk({ capacityBytes: 3500 }) })
    await agreedProject(device, projectId, [], { state: { kind: 'conflict', conflictId: 'c' } })
    await expect(addNew(device)).rejects.toMatchObject({ name: 'StorageFull' })
    expect(await here(device)).toEqual(['a', 'b', 'c'])
  })

  test('[MS1] parts of a download that nobody goes on with leave, those of one under way stay', async () => {
    const { server, device: before } = await deviceWith(['a'])
    const { disk, clock } = before
    const { media } = disk
    const never = new AbortController().signal
    const part = () => new Blob([new Uint8Array(1000)]).stream()
    await media.write(pieceKey('cloud-left', 1), part(), never)
    await media.write(pieceKey('cloud-busy', 1), part(), never)
    let end = () => {}
    const busy = new Promise<void>((resolve) => {
      end = resolve
    })
    const device = mediaDevice(server, { disk, clock, budgetBytes: 2500 })
    const holding = device.locks.whenHeld('reelsync-media-cloud-busy', never, () => busy)
    await addNew(device, 500)
    expect((await media.keys()).filter((key) => key.startsWith('cloud-'))).toEqual(['cloud-busy'])
    expect(await here(device)).toEqual(['a', 'new'])
    end()
    await holding
  })
})
