import { createHash } from 'node:crypto'
import type { DeleteProjectBody, PutProjectBody } from '#contract/projects.ts'

/**
 * SHA-256 of what a write says, in an order of our own: the order of a JSON object's members makes no other write.
 * A large document is told by its checksum: sent again under another snapshot it is the same write.
 */
export function bodyHash(body: PutProjectBody): Uint8Array {
  const { baseVersion, name, document, assetIds, deviceName } = body
  const content = document.kind === 'inline' ? document.data : { checksum: document.checksum }
  return hashOf([baseVersion, name, document.encoding, content, assetIds, deviceName ?? null])
}

/** Never the hash of a PUT: one mutation id names one kind of change. */
export function deletionHash({ baseVersion }: DeleteProjectBody): Uint8Array {
  return hashOf(['delete', baseVersion])
}

function hashOf(said: readonly unknown[]): Uint8Array {
  return new Uint8Array(createHash('sha256').update(JSON.stringify(said)).digest())
}
