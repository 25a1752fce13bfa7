import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planParts } from '#contract/part-rule.ts'
import type { Ingest } from '../../../client-lib/hashing/ingest.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { sha256 } from '../../../testing/cloud/sha256.ts'

export interface IngestTarget {
  readonly name: string
  open(mediaStore: MemoryMediaStore): Ingest
}

const MiB = 1024 * 1024

/** What every ingest keeps to. */
export function describeIngest(target: IngestTarget): void {
  const run = (file: File, options: { mediaStore?: MemoryMediaStore; controller?: AbortController } = {}) => {
    const { mediaStore = new MemoryMediaStore(), controller = new AbortController() } = options
    const doneBytes: number[] = []
    const ingest = target.open(mediaStore)
    const onDoneBytes = (bytes: number) => {
      doneBytes.push(bytes)
    }
    const done = ingest.ingest({ key: 'clip', file, signal: controller.signal, onDoneBytes })
    return { done: done.finally(() => ingest.close()), mediaStore, doneBytes }
  }

  describe(`ingest: ${target.name}`, { timeout: 60_000 }, () => {
    test('[UP1] hashes the parts of the contract’s plan while it copies', async () => {
      const bytes = new Uint8Array(17 * MiB).fill(7)
      const { done, mediaStore, doneBytes } = run(new File([bytes], 'a.mp4'))
      const { sizeBytes, partChecksums } = await done
      const { partSizeBytes, partCount } = planParts(bytes.length)
      const expected = Array.from({ length: partCount }, (_, part) =>
        sha256(bytes.subarray(part * partSizeBytes, (part + 1) * partSizeBytes)),
      )
      expect({ sizeBytes, partChecksums }).toEqual({ sizeBytes: bytes.length, partChecksums: expected })
      expect((await mediaStore.open('clip'))?.size).toBe(bytes.length)
      expect(doneBytes).toEqual([8 * MiB, 16 * MiB, 17 * MiB])
    })

    test('[UP9] an empty file has the one checksum of nothing', async () => {
      const { done, mediaStore } = run(new File([], 'empty'))
      expect((await done).partChecksums).toEqual([sha256(new Uint8Array())])
      expect((await mediaStore.open('clip'))?.size).toBe(0)
    })

    test('[LS2] refused storage is StorageFull, and nothing is left', async () => {
      const mediaStore = new MemoryMediaStore({ capacityBytes: 2 })
      await expect(run(new File(['abc'], 'a'), { mediaStore }).done).rejects.toBeInstanceOf(StorageFull)
      expect(await mediaStore.keys()).toEqual([])
    })

    test('[LS15] whatever else the store fails with is StorageUnavailable, and tells why', async () => {
      const mediaStore = new MemoryMediaStore()
      mediaStore.write = () => Promise.reject(new DOMException('The folder is gone.', 'NotFoundError'))
      await expect(run(new File(['abc'], 'a'), { mediaStore }).done).rejects.toMatchObject({
        name: 'StorageUnavailable',
        message: expect.stringContaining('NotFoundError: The folder is gone.'),
      })
    })

    test('[LS15] what the store says of itself is told in its own words', async () => {
      const mediaStore = new MemoryMediaStore()
      mediaStore.write = () => Promise.reject(new StorageUnavailable(undefined, 'It does not answer.'))
      await expect(run(new File(['abc'], 'a'), { mediaStore }).done).rejects.toMatchObject({
        name: 'StorageUnavailable',
        message: 'It does not answer.',
      })
    })

    test('an abort ends it with the signal’s reason, and nothing is left', async () => {
      const controller = new AbortController()
      const { done, mediaStore } = run(new File([new Uint8Array(20 * MiB)], 'a'), { controller })
      controller.abort()
      await expect(done).rejects.toMatchObject({ name: 'AbortError' })
      expect(await mediaStore.keys()).toEqual([])
    })

    test('[UP12] a file changed on disk is AssetUnreadable, and nothing is left', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'reelsync-'))
      const path = join(folder, 'a.mov')
      await writeFile(path, 'one take')
      const file = new File([await openAsBlob(path)], 'a.mov')
      await writeFile(path, 'quite another take')
      const { done, mediaStore } = run(file)
      await expect(done).rejects.toMatchObject({ name: 'AssetUnreadable', fileName: 'a.mov' })
      expect(await mediaStore.keys()).toEqual([])
      await rm(folder, { recursive: true })
    })
  })
}
