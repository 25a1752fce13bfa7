import { describe, expect, test } from 'vitest'
import { keepMany, quiet, rowsRead } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

const clip = (text: string) => new File([text], 'clip.mp4', { type: 'video/mp4' })

/** Two tabs of a device, the first of which leads; nothing looks at the cloud by itself. */
async function opened(projects: number, files: number) {
  const { a } = newWorld()
  a.withMedia = true
  let look = () => {}
  const open = (onChange: () => void) => {
    look = onChange
    return () => undefined
  }
  a.changeFeed = { open, looking: () => undefined, looked: () => undefined }
  await keepMany(a, projects, files)
  const leader = a.open()
  await leader.save(edit('one'))
  await inTheCloud(leader)
  const follower = a.open()
  await inTheCloud(follower)
  await quiet()
  return { a, leader, follower, look }
}

const readBy = async (device: SyncDevice, work: () => Promise<unknown>) => {
  const counts = rowsRead(device)
  await work()
  await quiet()
  return counts
}

describe('with many projects and files', { timeout: 60_000 }, () => {
  test('[CB4] a save reads as many rows as with few', async () => {
    const reads = async (projects: number, files: number) => {
      const { a, leader } = await opened(projects, files)
      return readBy(a, async () => {
        await leader.save(edit('two'))
        await inTheCloud(leader)
      })
    }
    expect(await reads(100, 300)).toEqual(await reads(1, 1))
  })

  test('[CB4] a file that is added and sent has its own row read alone, in every tab', async () => {
    const { a, leader, follower } = await opened(1, 300)
    const counts = await readBy(a, async () => {
      const { assetId } = await leader.sync.assets.add('film', clip('a clip'))
      const inCloud = async () => (await follower.sync.assets.list('film')).find((one) => one.assetId === assetId)
      await until(async () => (await inCloud())?.inTheCloud)
    })
    expect(counts.assets).toBeLessThan(100)
  })

  test('[CB4] a poll reads no row of a file', async () => {
    const { a, look } = await opened(1, 300)
    const counts = await readBy(a, async () => look())
    expect(counts.listing).toBeGreaterThan(0)
    expect(counts.assets).toBe(undefined)
  })

  test('[CB5] files that are read anew together make one new status', async () => {
    const { a } = newWorld()
    a.withMedia = true
    await keepMany(a, 1, 300)
    const { guardLeaving } = a.page
    let statuses = 0
    a.page.guardLeaving = (guarded) => {
      statuses += 1
      guardLeaving(guarded)
    }
    const page = a.open()
    let told = 0
    page.sync.assets.subscribe(() => {
      told += 1
    })
    await until(() => told === 300)
    await quiet()
    expect(statuses).toBeLessThan(50)
  })

  test('[CB6] a save is hashed once, where the store of the app holds what was saved', async () => {
    const { leader } = await opened(1, 1)
    const { digest } = crypto.subtle
    let hashes = 0
    crypto.subtle.digest = (algorithm, bytes) => {
      if (new TextDecoder().decode(bytes).includes('saved once')) hashes += 1
      return digest.call(crypto.subtle, algorithm, bytes)
    }
    try {
      await leader.save(edit('saved once'))
      await inTheCloud(leader)
    } finally {
      crypto.subtle.digest = digest
    }
    expect(hashes).toBe(1)
  })
})
