import { expect, test } from 'vitest'
import type { AddedAssetRow } from '../../../client-lib/media/asset-row.ts'
import { UploadSaver } from '../../../client-lib/media/uploads/upload-saver.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'

const row: AddedAssetRow = {
  ...{ schemaVersion: 1, origin: 'added-here', projectId: 'film', assetId: 'a', mediaKey: 'k', partRule: 1 },
  ...{ fileName: 'a.mp4', mime: 'video/mp4', sizeBytes: 3, checksum: `${'A'.repeat(43)}=`, partChecksums: [] },
  upload: { phase: 'open', acceptedBytes: 0 },
}

test('[UP29] how far an upload is goes on to be written for other tabs where the clock is set back', async () => {
  const [store, clock] = [new MemoryLocalStore(memoryDisk()), new HandClock()]
  await store.transact([], () => ({ changes: [{ put: 'assets', key: 'film/a', row }], result: undefined }))
  const ignored = () => undefined
  const saver = new UploadSaver(row, { store, clock, onRowWritten: ignored, storageFailed: ignored })
  for (const acceptedBytes of [1, 2]) {
    saver.save({ phase: 'open', acceptedBytes })
    await saver.settled()
    clock.setBack(3_600_000)
  }
  expect(await store.get('assets', 'film/a')).toMatchObject({ upload: { acceptedBytes: 2 } })
})
