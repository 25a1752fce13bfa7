import { describe, expect, test } from 'vitest'
import { sweepSnapshots } from '../../../lambdas/housekeeping/sweep-snapshots.ts'
import { presignSnapshot } from '../../../lambdas/snapshots/presign-snapshot.ts'
import { sha256 } from '../../../testing/cloud/sha256.ts'
import { someUser } from '../../adapters/given-write.ts'
import { dayMs, HandClock } from '../../housekeeping/hand-clock.ts'
import { memoryRows, worldPorts } from '../../housekeeping/world-ports.ts'
import { shippedRetention } from '../../server/shipped-retention.ts'

const hourMs = dayMs / 24
const bytes = new Uint8Array([1, 2, 3])
const document = { sizeBytes: bytes.byteLength, checksum: sha256(bytes) }

/** A large document that was presigned, and is in nothing. */
async function givenPresigned() {
  const clock = new HandClock(Date.UTC(2026, 0, 1))
  const ports = worldPorts(memoryRows(), clock, shippedRetention)
  const userId = someUser()
  const meter = { add: () => undefined }
  const use = { ...ports, objects: ports.bytes, addresses: ports.signer, meter }
  const { snapshotId } = await presignSnapshot(use, userId, document)
  const storageKey = `${userId}/snapshots/${snapshotId}`
  let looks = 0
  const head = (key: string) => {
    looks += 1
    return ports.bytes.head(key)
  }
  const sweptAfter = async (ms: number, tied: readonly string[] = []) => {
    clock.pass(ms)
    const { snapshots } = await ports.rows.holdings(userId)
    const store = Object.assign(Object.create(ports.bytes), { head })
    const garbage = await sweepSnapshots({ ...ports, store }, snapshots, new Set(tied), undefined)
    return garbage.map((one) => one.storageKey)
  }
  const left = async () => (await ports.rows.holdings(userId)).snapshots.length
  const send = () => ports.bytes.putObject(storageKey, bytes)
  return { ports, userId, snapshotId, storageKey, sweptAfter, left, send, looks: () => looks }
}

describe('a large document that nothing refers to', () => {
  test('[HK13] and that never came goes at the first run a day and an hour after its presign, and its room with it', async () => {
    const { ports, userId, storageKey, sweptAfter, left, looks } = await givenPresigned()
    expect(await sweptAfter(hourMs)).toEqual([])
    expect(await sweptAfter(dayMs)).toEqual([])
    expect(looks()).toBe(0)
    expect(await sweptAfter(1)).toEqual([storageKey])
    expect(await left()).toBe(0)
    const [garbage] = (await ports.rows.holdings(userId)).garbage
    if (garbage === undefined) throw new Error('It is no garbage.')
    await ports.assets.collected([garbage])
    expect(await ports.accounts.usage(userId)).toMatchObject({ storedBytes: 0 })
  })
  test('[HK2, HK13] and that came, however slowly, has its whole grace, and is looked for once', async () => {
    const { sweptAfter, left, send, looks, storageKey } = await givenPresigned()
    expect(await sweptAfter(2 * hourMs)).toEqual([])
    send()
    for (let day = 1; day < 30; day += 1) expect(await sweptAfter(dayMs)).toEqual([])
    expect([await left(), looks()]).toEqual([1, 1])
    expect(await sweptAfter(dayMs)).toEqual([storageKey])
  })
  test('[HK13] is looked for again where the store did not answer, and what is referred to is not looked for', async () => {
    const { ports, snapshotId, sweptAfter, left, looks } = await givenPresigned()
    expect(await sweptAfter(2 * dayMs, [snapshotId])).toEqual([])
    expect(looks()).toBe(0)
    const { head } = ports.bytes
    ports.bytes.head = async () => Promise.reject(new Error('busy'))
    await expect(sweptAfter(0)).rejects.toThrow('busy')
    ports.bytes.head = head
    expect(await sweptAfter(0)).toHaveLength(1)
    expect(await left()).toBe(0)
  })
})
