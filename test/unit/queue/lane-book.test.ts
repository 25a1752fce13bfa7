import { expect, test, vi } from 'vitest'
import { createLaneBook } from '../../../client-lib/queue/lane-book.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'

test('[CB3] a project that is read again and is what it was tells nobody of a change, and one that is not does', async () => {
  const disk = memoryDisk()
  const ids = Array.from({ length: 50 }, (_, at) => `project-${at}`)
  for (const id of ids) disk.tables.set(`lanes/${id}`, newLane(id))
  let changes = 0
  const onChange = () => {
    changes += 1
  }
  const store = new MemoryLocalStore(disk)
  const ports = {
    store,
    isOfNobody: false,
    bornKnown: () => undefined,
    clock: new HandClock(),
    onStep: () => undefined,
    onChange,
  }
  const book = createLaneBook(ports)
  await book.load()
  const before = book.views()
  await Promise.all(ids.map((id) => book.refresh(id)))
  expect(changes).toBe(1)
  // What was made for the very objects is not made anew.
  expect(book.views().every((view, at) => view === before[at])).toBe(true)
  disk.tables.set('lanes/project-7', { ...newLane('project-7'), acknowledged: { version: 1, hash: 'a' } })
  await Promise.all(ids.map((id) => book.refresh(id)))
  expect(changes).toBe(2)
})

test('[TA7] a project that others have changed many times while this tab was frozen is read twice at most', async () => {
  const store = new MemoryLocalStore()
  const reads = vi.spyOn(store, 'transact')
  const ports = { store, isOfNobody: false, bornKnown: () => undefined, clock: new HandClock() }
  const book = createLaneBook({ ...ports, onStep: () => undefined, onChange: () => undefined })
  const lane = { ...newLane('film'), acknowledged: { version: 1, hash: 'a' } }
  const first = book.refresh('film')
  await store.transact([], () => ({ changes: [{ put: 'lanes', key: 'film', row: lane }], result: undefined }))
  reads.mockClear()
  const views = await Promise.all([first, ...Array.from({ length: 500 }, () => book.refresh('film'))])
  expect(views.at(-1)?.lane).toEqual(lane)
  expect(reads.mock.calls.length).toBeLessThanOrEqual(1)
})
