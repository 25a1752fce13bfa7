import { createHash } from 'node:crypto'

const slots = 32
const hashBytes = 16
const versionBytes = 6

/** The slot a version's mutation is kept in; 32 later it is overwritten. */
export function slotOf(version: number): string {
  return `s${version % slots}`
}

export const allSlots: readonly string[] = Array.from({ length: slots }, (_, version) => slotOf(version))

/** What every slot of this mutation begins with. */
export function mutationPrefix(mutationId: string): Uint8Array {
  return createHash('sha256').update(mutationId).digest().subarray(0, hashBytes)
}

/** One slot: 16 bytes naming the mutation, 16 of its body's hash, 6 of the version. Small: each KB of row costs on every save. */
export function encodeMutation(mutationId: string, bodyHash: Uint8Array, version: number): Uint8Array {
  const slot = Buffer.alloc(2 * hashBytes + versionBytes)
  slot.set(mutationPrefix(mutationId), 0)
  slot.set(bodyHash.subarray(0, hashBytes), hashBytes)
  slot.writeUIntBE(version, 2 * hashBytes, versionBytes)
  return new Uint8Array(slot)
}

export type RememberedMutation =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'same'; readonly version: number }
  | { readonly kind: 'other-bytes' }

/** What the last 32 writes say about this mutation. */
export function recallMutation(
  recent: Readonly<Record<string, Uint8Array>>,
  mutationId: string,
  bodyHash: Uint8Array,
): RememberedMutation {
  const prefix = Buffer.from(mutationPrefix(mutationId))
  for (const bytes of Object.values(recent)) {
    const slot = Buffer.from(bytes)
    if (!slot.subarray(0, hashBytes).equals(prefix)) continue
    const sameBody = slot.subarray(hashBytes, 2 * hashBytes).equals(Buffer.from(bodyHash.subarray(0, hashBytes)))
    return sameBody ? { kind: 'same', version: slot.readUIntBE(2 * hashBytes, versionBytes) } : { kind: 'other-bytes' }
  }
  return { kind: 'unknown' }
}
