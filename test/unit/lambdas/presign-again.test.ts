import { expect, test } from 'vitest'
import { presignSnapshot } from '../../../lambdas/snapshots/presign-snapshot.ts'
import { snapshotKey, snapshotMadeAtMs } from '../../../lambdas/snapshots/snapshot-id.ts'
import { sha256 } from '../../../testing/cloud/sha256.ts'
import { someUser } from '../../adapters/given-write.ts'
import { dayMs, HandClock } from '../../housekeeping/hand-clock.ts'
import { memoryRows, worldPorts } from '../../housekeeping/world-ports.ts'
import { shippedRetention } from '../../server/shipped-retention.ts'

const hourMs = dayMs / 24
const bytes = new Uint8Array(40_000)

function start() {
  const clock = new HandClock(Date.UTC(2026, 0, 1))
  const ports = worldPorts(memoryRows(), clock, shippedRetention)
  const use = { ...ports, objects: ports.bytes, addresses: ports.signer, meter: { add: () => undefined } }
  const userId = someUser()
  const presigned = async (of: Uint8Array<ArrayBuffer> = bytes, whose = userId) => {
    const body = { sizeBytes: of.byteLength, checksum: sha256(of) }
    return (await presignSnapshot(use, whose, body)).snapshotId
  }
  const usedBytes = async () => (await ports.accounts.usage(userId)).storedBytes
  const come = (id: string) => ports.bytes.putObject(snapshotKey(userId, id), bytes)
  return { clock, presigned, usedBytes, come }
}

test('[SN13, QT1] a line that breaks off try after try reserves a document once in six hours', async () => {
  const { clock, presigned, usedBytes } = start()
  const ids = new Set<string>()
  for (let minute = 0; minute < 12 * 60; minute += 1) {
    ids.add(await presigned())
    clock.pass(hourMs / 60)
  }
  expect([ids.size, await usedBytes()]).toEqual([2, 2 * bytes.byteLength])
  const begins = [...ids].map((id) => snapshotMadeAtMs(id))
  expect(begins).toEqual([Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1, 6)])
})

test('[SN13] other bytes, another size and another user’s same bytes are reserved by themselves', async () => {
  const { presigned, usedBytes } = start()
  const [mine, others] = [await presigned(), await presigned(bytes, someUser())]
  const [longer, other] = [await presigned(new Uint8Array(40_001)), await presigned(bytes.map(() => 1))]
  expect(new Set([mine, longer, other]).size).toBe(3)
  // Equal ids, and each under its own user's key.
  expect(others).toBe(mine)
  expect(await usedBytes()).toBe(120_001)
})

test('[SN13, SE8] once they came no try is sent there again', async () => {
  const { presigned, usedBytes, come } = start()
  const first = await presigned()
  come(first)
  const [second, third] = [await presigned(), await presigned()]
  expect(new Set([first, second, third]).size).toBe(3)
  expect(await usedBytes()).toBe(3 * bytes.byteLength)
})
