import { expect, test } from 'vitest'
import { SyncClosed } from '../../../client-lib/lifecycle/sync-closed.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import type { DeviceRow } from '../../../client-lib/storage/device-row.ts'
import type { Change, LocalStore } from '../../../client-lib/storage/local-store.ts'
import type { SetAsideRow } from '../../../client-lib/storage/set-aside-row.ts'

/** A device whose store can be opened again, as after a reload, and looked into from below. */
export interface StoreTarget {
  open(): LocalStore
  writeRaw(table: string, key: string, raw: unknown): Promise<void>
  setAside(): Promise<readonly SetAsideRow[]>
}

const since = (token: string): DeviceRow => ({ schemaVersion: 1, kind: 'since', token })
const put = (key: string, row: DeviceRow): Change => ({ put: 'device', key, row })

/** What every LocalStore keeps. */
export function describeLocalStore(makeTarget: () => StoreTarget): void {
  const keep = (store: LocalStore, ...changes: Change[]) => store.transact([], () => ({ changes, result: undefined }))

  test('a row that was put is read again, also by a store opened later', async () => {
    const target = makeTarget()
    const store = target.open()
    await keep(store, put('since', since('a')))
    expect(await store.get('device', 'since')).toEqual(since('a'))
    store.close()
    expect(await target.open().get('device', 'since')).toEqual(since('a'))
  })

  test('[PK5] a closed store answers no more', async () => {
    const store = makeTarget().open()
    await keep(store, put('since', since('a')))
    store.close()
    store.close()
    const asked = [() => store.get('device', 'since'), () => store.all('device'), () => store.setAside()]
    for (const ask of [...asked, () => keep(store, put('since', since('b')))])
      await expect(ask(), String(ask)).rejects.toBeInstanceOf(SyncClosed)
  })

  test('an absent row is undefined, and a removed one is absent', async () => {
    const store = makeTarget().open()
    expect(await store.get('lanes', 'p1')).toBeUndefined()
    await keep(store, { put: 'lanes', key: 'p1', row: newLane('p1') })
    await keep(store, { remove: 'lanes', key: 'p1' })
    expect(await store.get('lanes', 'p1')).toBeUndefined()
  })

  test('all rows of a table come with their keys, and no other table’s', async () => {
    const store = makeTarget().open()
    await keep(
      store,
      { put: 'lanes', key: 'p2', row: newLane('p2') },
      { put: 'lanes', key: 'p1', row: newLane('p1') },
      put('since', since('a')),
    )
    expect(await store.all('lanes')).toEqual([
      ['p1', newLane('p1')],
      ['p2', newLane('p2')],
    ])
  })

  test('[LS4] pieces under one key come in order, and go together, and those of no other key', async () => {
    const target = makeTarget()
    const store = target.open()
    const piece = (index: number): Change => ({
      ...{ put: 'pieces', key: `film/a/${String(index).padStart(5, '0')}` },
      row: { schemaVersion: 1, bytes: new Uint8Array([index % 256, 7]).buffer },
    })
    const indexes = Array.from({ length: 120 }, (_, index) => index)
    const others = ['film/a-b/00000', 'film/ab/00000']
    const other = (key: string): Change => ({
      put: 'pieces',
      key,
      row: { schemaVersion: 1, bytes: new ArrayBuffer(1) },
    })
    await keep(store, ...indexes.toReversed().map(piece), ...others.map(other))
    const read = await target.open().all('pieces', 'film/a')
    expect(read.map(([, { bytes }]) => new Uint8Array(bytes)[0])).toEqual(indexes)
    await keep(store, { removeUnder: 'pieces', key: 'film/a' })
    expect((await store.all('pieces')).map(([key]) => key)).toEqual(others)
  })

  test('[LS1] what one transaction writes is there whole, or not at all', async () => {
    const store = makeTarget().open()
    const bug = new TypeError('a fault in the decision')
    const failing = store.transact([['device', 'since']], () => {
      throw bug
    })
    await expect(failing).rejects.toBe(bug)
    await keep(store, put('since', since('a')), { put: 'lanes', key: 'p1', row: newLane('p1') })
    expect(await store.get('device', 'since')).toEqual(since('a'))
    expect(await store.get('lanes', 'p1')).toEqual(newLane('p1'))
  })

  test('transactions that read what they change lose no update of each other', async () => {
    const store = makeTarget().open()
    await keep(store, put('since', since('')))
    const add = (letter: string) =>
      store.transact([['device', 'since']], (rows) => {
        const row = rows.get('device', 'since')
        const token = row?.kind === 'since' ? row.token : '?'
        return { changes: [put('since', since(token + letter))], result: undefined }
      })
    await Promise.all(['a', 'b', 'c', 'd'].map(add))
    const row = await store.get('device', 'since')
    expect(row?.kind === 'since' && [...row.token].sort().join('')).toBe('abcd')
  })

  test('a transaction answers what its decision answered', async () => {
    const store = makeTarget().open()
    expect(await store.transact([], () => ({ changes: [], result: 42 }))).toBe(42)
  })

  test('a decision that asks for a row it did not name is a fault', async () => {
    const store = makeTarget().open()
    const failing = store.transact([], (rows) => ({ changes: [], result: rows.get('device', 'since') }))
    await expect(failing).rejects.toThrow('did not read device/since')
  })

  test('[LS3] a row that does not parse reads as absent and is set aside as it was', async () => {
    const target = makeTarget()
    const store = target.open()
    await keep(store, { put: 'lanes', key: 'good', row: newLane('good') })
    const damaged = { schemaVersion: 1, projectId: 'bad', state: { kind: 'lost' } }
    await target.writeRaw('lanes', 'bad', damaged)
    for (let reads = 0; reads < 2; reads += 1) expect(await store.get('lanes', 'bad')).toBeUndefined()
    await target.writeRaw('lanes', 'bad', damaged)
    expect(await store.all('lanes')).toEqual([['good', newLane('good')]])
    await target.writeRaw('lanes', 'bad', damaged)
    const found = await store.transact([['lanes', 'bad']], (rows) => ({
      changes: [{ put: 'lanes', key: 'bad', row: newLane('bad') }],
      result: rows.get('lanes', 'bad'),
    }))
    expect(found).toBeUndefined()
    expect(await store.get('lanes', 'bad')).toEqual(newLane('bad'))
    const aside = await target.setAside()
    expect(aside).toHaveLength(3)
    expect(aside[0]).toMatchObject({ table: 'lanes', key: 'bad', raw: damaged })
    expect(aside[0]?.reason).toContain('acknowledged')
  })
}
