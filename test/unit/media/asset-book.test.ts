import { expect, test } from 'vitest'
import { AssetBook } from '../../../client-lib/media/asset-book.ts'
import type { AddedAssetRow, CloudAssetRow } from '../../../client-lib/media/asset-row.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { putOnDevice } from '../../../client-lib/storage/put-on-device.ts'
import type { TableName } from '../../../client-lib/storage/tables.ts'
import { bookPorts } from './book-ports.ts'

const row = (assetId: string): CloudAssetRow => ({
  ...{ schemaVersion: 1, origin: 'cloud', projectId: 'film', assetId, fileName: 'a', mime: 'video/mp4' },
  ...{ sizeBytes: 1, checksum: `${'A'.repeat(43)}=`, partRule: 1, state: 'stored' },
})

const sole = (assetId: string): AddedAssetRow => ({
  ...{ schemaVersion: 1, origin: 'added-here', projectId: 'film', assetId, fileName: 'a', mime: 'video/mp4' },
  ...{ sizeBytes: 1, checksum: `${'A'.repeat(43)}=`, partRule: 1, mediaKey: 'kept', partChecksums: [] },
  upload: { phase: 'waiting-for-project' },
})

/** A store whose next reading is held until it is let go. */
class SlowReads extends MemoryLocalStore {
  reads = 0
  release = () => {}

  override async all<N extends TableName>(table: N) {
    this.reads += 1
    const rows = await super.all(table)
    await new Promise<void>((resolve) => {
      this.release = resolve
    })
    return rows
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('[ST1] a row written while the book is being read is not forgotten', async () => {
  const store = new SlowReads()
  const book = new AssetBook(bookPorts(store))
  const reading = book.reload()
  await turn()
  await book.change('film', 'clip', () => row('clip'))
  store.release()
  await reading
  expect(book.rows()).toEqual([row('clip')])
})

test('many wishes to read again while one read runs are one more read', async () => {
  const store = new SlowReads()
  const book = new AssetBook(bookPorts(store))
  const reads = [book.reload(), book.reload(), book.reload()]
  await turn()
  store.release()
  await turn()
  store.release()
  await Promise.all(reads)
  expect(store.reads).toBe(2)
})

test('[LS10] a row that was damaged stays as it was until it is put back; one that was removed goes', async () => {
  const disk = memoryDisk()
  const book = new AssetBook(bookPorts(new MemoryLocalStore(disk)))
  await book.change('film', 'clip', () => row('clip'))
  await book.reload()
  disk.tables.set('assets/film/clip', { broken: true })
  for (let reads = 0; reads < 2; reads += 1) {
    await book.reload()
    expect(book.rows()).toEqual([row('clip')])
  }
  disk.tables.set('assets/film/clip', row('clip'))
  await book.reload()
  disk.tables.delete('assets/film/clip')
  await book.reload()
  expect(book.rows()).toEqual([])
})

test('[CB4] [LS10] what another tab has written is read by its key; one that was damaged stays, one that was removed goes', async () => {
  const disk = memoryDisk()
  const written: (readonly string[])[] = []
  const [here, there] = [() => undefined, (keys: string[]) => void written.push(keys)].map(
    (onWritten) =>
      new AssetBook(bookPorts(new MemoryLocalStore(disk), { onRowsWritten: (keys = []) => onWritten(keys) })),
  ) as [AssetBook, AssetBook]
  await there.takeListing('film', [row('clip'), row('song')])
  await here.load()
  await there.markMissing('film', ['song'])
  expect(written).toEqual([['film/clip', 'film/song'], ['film/song']])
  disk.tables.set('assets/film/clip', { broken: true })
  const missing = { ...row('song'), state: 'uploading' }
  expect(await here.reread(['film/song'])).toEqual([missing])
  expect(here.rows()).toEqual([row('clip'), missing])
  expect(await here.reread(['film/clip'])).toEqual([row('clip')])
  disk.tables.delete('assets/film/song')
  expect(await here.reread(['film/song'])).toEqual([])
  expect(here.rows()).toEqual([row('clip')])
})

test('[LS10] what the cloud lists of a file takes no unsent file’s place where the rows were cleared under the page', async () => {
  const disk = memoryDisk()
  const store = new MemoryLocalStore(disk)
  const book = new AssetBook(bookPorts(store, { bornKnown: () => 'first' }))
  await store.transact([], () => ({ changes: [putOnDevice({ kind: 'born', id: 'first' })], result: undefined }))
  const added = await book.change('film', 'clip', () => sole('clip'))
  disk.tables.clear()
  expect(await book.takeListing('film', [{ ...row('clip'), state: 'uploading' }])).toEqual([])
  expect(await book.change('film', 'clip', (stored) => stored ?? row('clip'))).toEqual(added)
  disk.tables.clear()
  await new AssetBook(bookPorts(store)).takeListing('film', [{ ...row('clip'), state: 'uploading' }])
  await book.reload()
  expect(book.rows()).toEqual([added])
})

test('[LS10] nor where its row was damaged under the page, and that was not found out yet', async () => {
  const disk = memoryDisk()
  const book = new AssetBook(bookPorts(new MemoryLocalStore(disk)))
  const added = await book.change('film', 'clip', () => sole('clip'))
  disk.tables.set('assets/film/clip', { broken: true })
  expect(await book.takeListing('film', [{ ...row('clip'), state: 'uploading' }])).toEqual([])
  await book.reload()
  expect(book.rows()).toEqual([added])
})

test('[LS11] rows are not read before what was gone at the start is put back', async () => {
  const disk = memoryDisk()
  const store = new MemoryLocalStore(disk)
  const start = Promise.withResolvers<void>()
  const book = new AssetBook(bookPorts(store, { putBack: () => start.promise }))
  const loading = book.load()
  await turn()
  disk.tables.set('assets/film/clip', row('clip'))
  start.resolve()
  await loading
  expect(book.rows()).toEqual([row('clip')])
})
