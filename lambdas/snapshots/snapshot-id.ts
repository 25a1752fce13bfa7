import { createHash, randomUUID } from 'node:crypto'

const pattern = /^([0-9a-z]{8,9})-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Short beside the day for which a write may name it, and long beside the minute between two tries. */
const sharedMs = 6 * 60 * 60 * 1000

/**
 * An id that tells when it was made. It needs no signature: nothing is stored under an id that was not made here.
 *
 * @example newSnapshotId(1_790_000_000_000) // 'muaui1hc-5e0c…'
 */
export function newSnapshotId(nowMs: number): string {
  return idOf(nowMs, randomUUID())
}

/** The id that all tries at the same bytes have for some hours; it counts as made when the first of them may have been. */
export function sharedSnapshotId(nowMs: number, ofBytes: { readonly sizeBytes: number; readonly checksum: string }) {
  const hex = createHash('sha256').update(`${ofBytes.sizeBytes} ${ofBytes.checksum}`).digest('hex')
  const digits = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
  return idOf(nowMs - (nowMs % sharedMs), digits)
}

function idOf(madeAtMs: number, unique: string): string {
  return `${madeAtMs.toString(36).padStart(8, '0')}-${unique}`
}

/** When it was made, in ms; undefined for what is no such id. */
export function snapshotMadeAtMs(id: string): number | undefined {
  const [, time] = pattern.exec(id) ?? []
  return time === undefined ? undefined : Number.parseInt(time, 36)
}

/** The user is part of every key: another's id leads to nothing. */
export function snapshotKey(userId: string, id: string): string {
  return `${userId}/snapshots/${id}`
}
