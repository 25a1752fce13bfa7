import { expect, test } from 'vitest'
import { OutOfTime } from '../../../lambdas/housekeeping/out-of-time.ts'
import { sweepAccount } from '../../../lambdas/housekeeping/sweep-account.ts'
import { RequestMeter } from '../../../lambdas/metrics/request-meter.ts'
import { presignSnapshot } from '../../../lambdas/snapshots/presign-snapshot.ts'
import { sha256 } from '../../../testing/cloud/sha256.ts'
import { someUser } from '../../adapters/given-write.ts'
import { betweenCalls } from '../../housekeeping/between-calls.ts'
import { givenUploads } from '../../housekeeping/given-uploads.ts'
import { dayMs, HandClock } from '../../housekeeping/hand-clock.ts'
import { memoryRows, worldPorts } from '../../housekeeping/world-ports.ts'
import { shippedRetention } from '../../server/shipped-retention.ts'

const many = 60
const callsAPass = 50

/** An account with much to be taken away: unsent documents, which go at once, and a project that is to be purged. */
async function givenMuch() {
  const clock = new HandClock(Date.UTC(2026, 0, 1))
  const ports = worldPorts(memoryRows(), clock, shippedRetention)
  const userId = someUser()
  const use = { ...ports, objects: ports.bytes, addresses: ports.signer, meter: { add: () => undefined } }
  for (let n = 0; n < many; n += 1) {
    const bytes = new Uint8Array([n])
    await presignSnapshot(use, userId, { sizeBytes: 1, checksum: sha256(bytes) })
  }
  await givenUploads(ports, { userId, clock, count: many })
  const nowMs = clock.nowMs()
  await ports.projects.erase({ userId, id: 'p1', isLive: true, madeByMs: nowMs, nowMs })
  clock.pass(2 * dayMs)
  return { ports, userId }
}

test('[HK4] an account that a run has no time to finish is left between two calls, and the next pass finishes it', async () => {
  const { ports, userId } = await givenMuch()
  let calls = 0
  const counted = <Port extends object>(port: Port): Port =>
    betweenCalls(port, {
      before: async () => {
        calls += 1
      },
      after: async () => undefined,
    })
  const { bytes } = ports
  const house = {
    ...ports,
    ...{ rows: counted(ports.rows), marks: counted(ports.marks), tombstones: counted(ports.tombstones) },
    ...{
      assets: counted(ports.assets),
      ledger: counted(ports.ledger),
      bin: counted(bytes),
      store: bytes,
      lists: bytes,
    },
    meter: new RequestMeter(),
  }
  const pass = async () => {
    const until = calls + callsAPass
    const failed = await sweepAccount(house, userId, { isOver: () => calls >= until })
    expect(calls).toBeLessThanOrEqual(until)
    for (const { cause } of failed) expect(cause).toBeInstanceOf(OutOfTime)
    return failed.length
  }
  expect(await pass()).toBe(1)
  for (let others = 0; (await pass()) > 0; others += 1) expect(others).toBeLessThan(many)
  expect(await ports.rows.projects(userId)).toEqual([])
  expect(await ports.rows.holdings(userId)).toMatchObject({ assets: [], snapshots: [] })
})
