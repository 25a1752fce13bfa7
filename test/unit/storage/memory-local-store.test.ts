import { expect, test } from 'vitest'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { describeLocalStore } from './local-store.suite.ts'

describeLocalStore(() => {
  const disk = memoryDisk()
  return {
    open: () => new MemoryLocalStore(disk),
    async writeRaw(table, key, raw) {
      disk.tables.set(`${table}/${key}`, raw)
    },
    setAside: async () => disk.setAside,
  }
})

test('a device that refuses keeps what was there', async () => {
  const disk = memoryDisk()
  disk.refusal = new StorageFull()
  const write = new MemoryLocalStore(disk).transact([], () => ({
    changes: [{ put: 'device', key: 'pause', row: { schemaVersion: 1, kind: 'pause', paused: true } }],
    result: undefined,
  }))
  await expect(write).rejects.toBeInstanceOf(StorageFull)
  expect(disk.tables.size).toBe(0)
})
