import { describe, expect, test } from 'vitest'
import { madeFile, mediaDevice } from './media-device.ts'
import { addNew, deviceWith, here } from './room-device.ts'

const projectId = 'film'

describe('room on the device', { timeout: 60_000 }, () => {
  test('[CB4] is looked for again once half of what was free at the last look is used, and not for each file', async () => {
    const { device } = await deviceWith([], { budgetBytes: 10_000 })
    const { media } = device.disk
    const keys = media.keys.bind(media)
    let looks = 0
    media.keys = () => {
      looks += 1
      return keys()
    }
    let added = 0
    const looksAfter = async () => {
      added += 1
      await device.assets.add(projectId, madeFile(`${added}.mp4`, 1000, added), { assetId: `${added}` })
      return looks
    }
    const oneByOne: number[] = []
    while (added < 6) oneByOne.push(await looksAfter())
    expect(oneByOne).toEqual([1, 1, 1, 1, 1, 2])
    expect(await Promise.all([looksAfter(), looksAfter()])).toEqual([2, 2])
    expect(await Promise.all([looksAfter(), looksAfter()])).toEqual([3, 3])
  })

  test('[CB4] is made by asking about a project once, however many files it has', async () => {
    const { server, device } = await deviceWith(['a', 'b', 'c', 'd', 'e', 'f'])
    const { disk, clock } = device
    const full = mediaDevice(server, { disk, clock, budgetBytes: 6500 })
    const { tables } = disk.rows
    const { get } = tables
    let asked = 0
    tables.get = function (this: typeof tables, key) {
      if (key.startsWith('lanes/')) asked += 1
      return get.call(this, key)
    }
    await addNew(full)
    // Once for all, and once more for the one that leaves, under its lock.
    expect(asked).toBe(2)
    expect(await here(full)).toEqual(['b', 'c', 'd', 'e', 'f', 'new'])
  })
})
