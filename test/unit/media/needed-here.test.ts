import { describe, expect, test } from 'vitest'
import type { LaneRow } from '../../../client-lib/queue/lane-row.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { agreedProject } from './agreed-project.ts'
import { type MediaDevice, madeFile, mediaDevice } from './media-device.ts'
import { MemoryLocks } from './memory-locks.ts'
import { addNew, deviceWith, here, hourMs } from './room-device.ts'

const projectId = 'film'

/** The cloud's list tells of this version. */
async function listed({ disk }: MediaDevice, version: number): Promise<void> {
  const summary = { state: 'live', id: projectId, name: 'Film', version, mediaRev: 0 } as const
  const row = { schemaVersion: 1, summary: { ...summary, createdAtMs: 1, updatedAtMs: 2 } } as const
  await new MemoryLocalStore(disk.rows).transact([], () => ({
    changes: [{ put: 'listing', key: projectId, row }],
    result: undefined,
  }))
}

describe('room on the device', { timeout: 60_000 }, () => {
  test('[MS2] what the cloud does not have stays, also over the budget', async () => {
    const { server, device } = await deviceWith(['a'], { budgetBytes: 2500 })
    server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) ? 'lost' : undefined)
    for (const assetId of ['x', 'y', 'z'])
      await device.assets.add(projectId, madeFile(assetId, 1000, assetId.charCodeAt(0)), { assetId })
    expect(await here(device)).toEqual(['x', 'y', 'z'])
  })

  test('[MS2] what the cloud has said that it has no more stays, whatever it had before', async () => {
    const { server, device } = await deviceWith(['a', 'b'], { budgetBytes: 2500 })
    server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) ? 'lost' : undefined)
    const { database } = server
    for (const [key, { assetId }] of database.media) if (assetId === 'a') database.media.delete(key)
    database.assets.clear()
    await device.beforeAsking(projectId)(['a'])
    await addNew(device)
    expect(await here(device)).toEqual(['a', 'new'])
  })

  const unsettled: Record<string, Partial<LaneRow>> = {
    'an edit is queued': { state: { kind: 'queued', next: { hash: 'h', savedAtMs: 1 } } },
    'there is a conflict': { state: { kind: 'conflict', conflictId: 'c' } },
    'it was deleted elsewhere': { acknowledged: { version: 1, hash: 'agreed', gone: true } },
    'the side that lost is not in the history': { losing: [{ hash: 'h', mutationId: 'm', version: 1 }] },
    'another tab saved over an edit': { overlaid: [{ hash: 'h', savedAtMs: 1 }] },
    'a copy of it waits for its media': { attaching: { from: 'other', assetIds: ['a'] } },
    'an edit is kept for somebody to look at': { keptHashes: ['h'] },
  }
  test.each(Object.entries(unsettled))('[MS2] nothing of a project leaves while %s', async (_, but) => {
    const { device } = await deviceWith(['a', 'b'], { budgetBytes: 1500 })
    await agreedProject(device, projectId, ['a', 'b'], but)
    await addNew(device)
    expect(await here(device)).toEqual(['a', 'b', 'new'])
  })

  const gone = { acknowledged: { version: 2, hash: '', gone: 'removed-here' } } as const
  test('[MS2] what the cloud has of a project that was deleted, and is here no more, leaves', async () => {
    const { device } = await deviceWith(['a', 'b'], { budgetBytes: 1500 })
    await agreedProject(device, projectId, ['a', 'b'], gone)
    await addNew(device)
    expect(await here(device)).toEqual(['new'])
  })

  test('[MS2] it stays where the project has come back, and is not here yet', async () => {
    const { device } = await deviceWith(['a', 'b'], { budgetBytes: 1500 })
    await agreedProject(device, projectId, ['a', 'b'], gone)
    await listed(device, 3)
    await addNew(device)
    expect(await here(device)).toEqual(['a', 'b', 'new'])
  })

  test('[MS2] what a project does not list any more is kept for undo, until it was not used for 30 days', async () => {
    const { device } = await deviceWith(['a', 'b'], { budgetBytes: 2500 })
    await agreedProject(device, projectId, ['b'])
    await addNew(device)
    expect(await here(device)).toEqual(['a', 'new'])
    device.clock.advance(31 * 24 * hourMs)
    await agreedProject(device, projectId, ['b'])
    await device.assets.add(projectId, madeFile('newer.mp4', 1000, 98), { assetId: 'newer' })
    expect(await here(device)).toEqual(['new', 'newer'])
  })

  const unheard: Record<string, (device: MediaDevice) => Promise<void>> = {
    'for two days': async ({ clock }) => clock.advance(48 * hourMs),
    'since a clock was set back': async ({ clock }) => clock.setBack(5 * hourMs),
    'but of a newer version': (device) => listed(device, 2),
  }
  test.each(Object.entries(unheard))(
    '[MS2] nothing leaves where the cloud was not heard of %s: the version agreed on may be in force no more',
    async (_, change) => {
      const { device } = await deviceWith(['a', 'b'], { budgetBytes: 2500 })
      await change(device)
      await addNew(device)
      expect(await here(device)).toEqual(['a', 'b', 'new'])
      await agreedProject(device, projectId, ['a', 'b'], { acknowledged: { version: 2, hash: 'agreed' } })
      await device.assets.add(projectId, madeFile('newer.mp4', 500, 98), { assetId: 'newer' })
      expect(await here(device)).toEqual(['b', 'new', 'newer'])
    },
  )

  test('[MS2] bytes that another project has yet to send stay for both', async () => {
    const { server, device } = await deviceWith(['a', 'b'])
    await device.assets.add('other', madeFile('a.mp4', 1000, 10), { assetId: 'a' })
    const next = mediaDevice(server, { disk: device.disk, clock: device.clock, budgetBytes: 2500 })
    await addNew(next)
    expect(await here(next)).toEqual(['a', 'new'])
    expect((await next.assets.open('other', 'a'))?.size).toBe(1000)
  })

  test('[MS2] what is shown in this tab stays until it is let go of', async () => {
    const { device } = await deviceWith(['a', 'b'], { budgetBytes: 2500 })
    const shown = await device.assets.url(projectId, 'a')
    device.clock.advance(hourMs)
    await device.assets.open(projectId, 'b')
    await addNew(device)
    expect(await here(device)).toEqual(['a', 'new'])
    shown?.release()
    shown?.release()
    await device.assets.add(projectId, madeFile('newer.mp4', 1000, 98), { assetId: 'newer' })
    expect(await here(device)).toEqual(['new', 'newer'])
  })

  test('[MS2] without locks nothing leaves: nobody can tell what another tab is about to name', async () => {
    const { server, device } = await deviceWith(['a', 'b'])
    class NoLocks extends MemoryLocks {
      override readonly areExclusive = false
    }
    const { disk } = device
    const lockless = mediaDevice(server, { disk, locks: new NoLocks(), budgetBytes: 0 })
    await addNew(lockless)
    expect(await here(lockless)).toEqual(['a', 'b', 'new'])
  })
})
