import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turnsPass, until } from '../client/turns-of-the-loop.ts'
import { madeFile, mediaDevice, newDisk, threeParts } from './media-device.ts'
import { MemoryLocks } from './memory-locks.ts'

const projectId = 'film'

/** Knows how many are held or waited for. */
class CountedLocks extends MemoryLocks {
  wanted = 0

  override async whenHeld(...wish: Parameters<MemoryLocks['whenHeld']>): Promise<void> {
    this.wanted += 1
    try {
      await super.whenHeld(...wish)
    } finally {
      this.wanted -= 1
    }
  }
}

/** Takes bytes away only after much else has run. */
class SlowMedia extends MemoryMediaStore {
  isWriting = false

  override write(...file: Parameters<MemoryMediaStore['write']>) {
    this.isWriting = true
    return super.write(...file)
  }

  override async remove(key: string): Promise<void> {
    await turnsPass(100)
    await super.remove(key)
  }
}

describe('adding a file', { timeout: 60_000 }, () => {
  test('[UP12] one that changes while it is read is refused, and nothing of it is kept or queued', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reelsync-'))
    const path = join(folder, 'take.mov')
    await writeFile(path, new Uint8Array(threeParts))
    const file = new File([await openAsBlob(path)], 'take.mov')
    const device = mediaDevice(createMemoryServer())
    device.assets.subscribe(({ transfer }) => {
      if (transfer.phase === 'preparing' && transfer.doneBytes === 0) changed = writeFile(path, 'another take')
    })
    let changed: Promise<void> = Promise.resolve()
    const added = device.assets.add(projectId, file)
    await changed
    await expect(added).rejects.toMatchObject({ name: 'AssetUnreadable', fileName: 'take.mov' })
    expect(await device.disk.media.keys()).toEqual([])
    expect(device.summary()).toMatchObject({ open: 0, totalBytes: 0 })
    await rm(folder, { recursive: true })
  })

  test('[LS2] storage that refuses the bytes leaves nothing half-kept', async () => {
    const device = mediaDevice(createMemoryServer(), { disk: newDisk({ capacityBytes: 1000 }) })
    await expect(device.assets.add(projectId, madeFile('a.mp4', 1001))).rejects.toBeInstanceOf(StorageFull)
    expect(await device.disk.media.keys()).toEqual([])
    expect(await device.assets.list(projectId)).toEqual([])
  })

  test('[LS2] storage that refuses the row leaves no bytes either', async () => {
    const device = mediaDevice(createMemoryServer())
    device.disk.rows.refusal = new StorageFull()
    await expect(device.assets.add(projectId, madeFile('a.mp4', 10))).rejects.toBeInstanceOf(StorageFull)
    expect(await device.disk.media.keys()).toEqual([])
  })

  test('[ST1] is not on this device before the row is committed', async () => {
    const device = mediaDevice(createMemoryServer())
    const seen: [string, boolean][] = []
    device.assets.subscribe((view) => seen.push([view.transfer.phase, view.onThisDevice]))
    const during: string[] = []
    device.assets.subscribe(() => during.push(device.summary().durability))
    await device.assets.add(projectId, madeFile('a.mp4', 10))
    expect(seen).toEqual([
      ['preparing', false],
      ['waiting-for-project', true],
    ])
    expect(during).toEqual(['unsaved', 'on-this-device'])
  })

  test('[QU10] a close waits for a file that is being added: its lock is free, and no bytes are left without a row', async () => {
    const locks = new CountedLocks()
    const media = new SlowMedia()
    const disk = { ...newDisk(), media }
    const device = mediaDevice(createMemoryServer(), { disk, locks })
    const added = device.assets.add(projectId, madeFile('a.mp4', threeParts))
    added.catch(() => undefined)
    await until(() => media.isWriting)
    await device.close()
    expect([locks.wanted, await device.disk.media.keys()]).toEqual([0, []])
    await expect(added).rejects.toMatchObject({ name: 'SyncClosed' })
  })

  test('[UP8] an id that names other bytes is refused; the first file stays', async () => {
    const device = mediaDevice(createMemoryServer())
    await device.assets.add(projectId, madeFile('a.mp4', 10), { assetId: 'clip' })
    const other = device.assets.add(projectId, madeFile('b.mp4', 11), { assetId: 'clip' })
    await expect(other).rejects.toMatchObject({ name: 'AssetIdTaken', assetId: 'clip' })
    expect((await device.assets.open(projectId, 'clip'))?.size).toBe(10)
    expect(await device.disk.media.keys()).toHaveLength(1)
  })

  test('keeps a Unicode name, and calls bytes without a type just bytes', async () => {
    const device = mediaDevice(createMemoryServer())
    const file = new File(['x'], 'Ünï çødé 映画.mov')
    const view = await device.assets.add(projectId, file)
    expect(view).toMatchObject({ fileName: 'Ünï çødé 映画.mov', mime: 'application/octet-stream' })
    const opened = await device.assets.open(projectId, view.assetId)
    expect(opened?.name).toBe('Ünï çødé 映画.mov')
  })

  test('[PK4] a controller in the place of its signal is refused, and nothing is shown as preparing', async () => {
    const device = mediaDevice(createMemoryServer())
    const signal = new AbortController() as unknown as AbortSignal
    const added = device.assets.add(projectId, madeFile('a.mp4', 10), { signal })
    await expect(added).rejects.toThrow(/AbortSignal/)
    expect(await device.assets.list(projectId)).toEqual([])
    expect(device.summary()).toMatchObject({ open: 0, durability: 'in-the-cloud' })
  })

  test('ends when its signal aborts, and keeps nothing', async () => {
    const device = mediaDevice(createMemoryServer())
    const controller = new AbortController()
    const added = device.assets.add(projectId, madeFile('a.mp4', threeParts), { signal: controller.signal })
    controller.abort()
    await expect(added).rejects.toMatchObject({ name: 'AbortError' })
    expect(await device.disk.media.keys()).toEqual([])
  })
})
