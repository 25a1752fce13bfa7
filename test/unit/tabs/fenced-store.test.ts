import { expect, test } from 'vitest'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { Deposed } from '../../../client-lib/tabs/deposed.ts'
import { fencedStore } from '../../../client-lib/tabs/fenced-store.ts'
import { raiseEpoch } from '../../../client-lib/tabs/raise-epoch.ts'

const pause = { put: 'device', key: 'pause', row: { schemaVersion: 1, kind: 'pause', paused: true } } as const

async function leaderAndStore() {
  const store = new MemoryLocalStore()
  const epoch = await raiseEpoch(store, 0)
  let deposed = 0
  const leader = fencedStore(store, {
    epoch: () => epoch,
    onDeposed: () => {
      deposed += 1
    },
  })
  const write = () => leader.transact([], () => ({ changes: [pause], result: undefined }))
  return { store, leader, epoch, write, deposed: () => deposed }
}

test('[TA1] each transaction of a leader checks its epoch: after another has risen it is refused and changes nothing', async () => {
  const { store, epoch, write, deposed } = await leaderAndStore()
  await write()
  await store.transact([], () => ({ changes: [{ remove: 'device', key: 'pause' }], result: undefined }))
  expect(await raiseEpoch(store, 0)).toBe(epoch + 1)
  await expect(write()).rejects.toBeInstanceOf(Deposed)
  expect(await store.get('device', 'pause')).toBeUndefined()
  expect(deposed()).toBe(1)
})

test('[TA1] where the browser has removed the epoch’s row nobody leads, and the next epoch is above all that were heard of', async () => {
  const { store, epoch, write } = await leaderAndStore()
  await store.transact([], () => ({ changes: [{ remove: 'device', key: 'lead' }], result: undefined }))
  await expect(write()).rejects.toBeInstanceOf(Deposed)
  expect(await raiseEpoch(store, epoch)).toBe(epoch + 1)
})

test('[TA1, LS4] what a leader reads of one document is of no other', async () => {
  const { leader } = await leaderAndStore()
  const piece = (key: string) => ({ put: 'pieces', key, row: { schemaVersion: 1, bytes: new ArrayBuffer(1) } }) as const
  await leader.transact([], () => ({ changes: [piece('p1/h/0'), piece('p2/h/0')], result: undefined }))
  expect((await leader.all('pieces', 'p1/h')).map(([key]) => key)).toEqual(['p1/h/0'])
})
