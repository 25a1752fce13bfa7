import { expect, test, vi } from 'vitest'
import { createLaneBook } from '../../../client-lib/queue/lane-book.ts'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { type LaneRow, newLane } from '../../../client-lib/queue/lane-row.ts'
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
    onWritten: () => undefined,
    onEffects: () => undefined,
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
  const book = createLaneBook({
    ...ports,
    onWritten: () => undefined,
    onEffects: () => undefined,
    onChange: () => undefined,
  })
  const lane = { ...newLane('film'), acknowledged: { version: 1, hash: 'a' } }
  const first = book.refresh('film')
  await store.transact([], () => ({ changes: [{ put: 'lanes', key: 'film', row: lane }], result: undefined }))
  reads.mockClear()
  const views = await Promise.all([first, ...Array.from({ length: 500 }, () => book.refresh('film'))])
  expect(views.at(-1)?.lane).toEqual(lane)
  expect(reads.mock.calls.length).toBeLessThanOrEqual(1)
})

const overlaid = [{ hash: 'theirs', savedAtMs: 1 }]
const dropUnheardOf: LaneEvent = { kind: 'overlaid-dropped', hash: 'unheard of' }
const stored = { ...newLane('film'), acknowledged: { version: 1, hash: 'a' }, overlaid }

/** A book of these lanes, and what it writes of lanes and tells. */
async function watchedBook(lanes: readonly LaneRow[] = [stored]) {
  const disk = memoryDisk()
  for (const lane of lanes) disk.tables.set(`lanes/${lane.projectId}`, lane)
  const told: string[] = []
  const book = createLaneBook({
    ...{ store: new MemoryLocalStore(disk), isOfNobody: false, bornKnown: () => undefined, clock: new HandClock() },
    onWritten: (projectId) => told.push(`written ${projectId}`),
    onEffects: (projectId, effects) => told.push(...effects.map(({ kind }) => `${kind} ${projectId}`)),
    onChange: () => told.push('changed'),
  })
  await book.load()
  told.length = 0
  return { book, disk, told }
}

test.each<[string, LaneEvent]>([
  ['drops what is not kept', dropUnheardOf],
  ['is a hint to what waits for nothing', { kind: 'woken', by: 'hint' }],
  ['acknowledges losses that there are not', { kind: 'losses-acknowledged', savedAtMs: new Set([1]) }],
  ['answers a write that there is not', { kind: 'acknowledged', mutationId: 'm1', version: 2, currentVersion: 2 }],
])('[CB9] a step that %s writes and tells nothing, of a project that is here or not', async (_, event) => {
  const { book, disk, told } = await watchedBook()
  const put = vi.spyOn(disk.tables, 'set')
  expect((await book.dispatch('film', event)).lane).toEqual(stored)
  await book.dispatch('unheard of', event)
  expect({ told, puts: put.mock.calls }).toEqual({ told: [], puts: [] })
  expect(book.views()).toHaveLength(1)
})

test('[CB9, LS10] a row that is gone under the page is put back by a step that changes nothing, and others are told', async () => {
  const { book, disk, told } = await watchedBook()
  disk.tables.delete('lanes/film')
  await book.dispatch('film', dropUnheardOf)
  expect(disk.tables.get('lanes/film')).toEqual(stored)
  expect(told).toEqual(['written film'])
})

test('[CB9, LS10] so is the question that it stands at', async () => {
  const { book, disk, told } = await watchedBook([])
  const remote = { kind: 'edited', hash: 'theirs', version: 3, savedAtMs: 1, deviceName: '' } as const
  await book.dispatch('film', { kind: 'saved', hash: 'mine' })
  await book.dispatch('film', { kind: 'begun', mutationId: 'm1' })
  await book.dispatch('film', { kind: 'conflicted', mutationId: 'm1', conflictId: 'c1', remote })
  const rows = ['lanes/film', 'conflicts/film'].map((key) => [key, disk.tables.get(key)] as const)
  told.length = 0
  for (const [key] of rows) disk.tables.delete(key)
  await book.dispatch('film', dropUnheardOf)
  expect(rows.map(([key]) => [key, disk.tables.get(key)])).toEqual(rows)
  expect(told).toEqual(['written film'])
})

test('[CB9, QU13] what a step asks for is done, though the row stays as it is', async () => {
  const lane = { ...newLane('film'), state: { kind: 'restoring', hash: 'a', savedAtMs: 1 } as const }
  const { book, told } = await watchedBook([lane])
  await book.dispatch('film', { kind: 'woken', by: 'hint' })
  expect(told).toEqual(['unqueued film'])
})
