import { createHash } from 'node:crypto'
import type { DeleteProjectBody, PutProjectBody, WrittenDocument } from '#contract/project-requests.ts'
import type { KeepVersionBody } from '#contract/version-requests.ts'

/**
 * SHA-256 of what a write says, in an order of our own: the order of a JSON object's members makes no other write.
 * A large document is told by its checksum: sent again under another snapshot it is the same write.
 */
export function bodyHash(body: PutProjectBody): Uint8Array {
  const { baseVersion, name, document, assetIds, deviceName } = body
  return hashOf([baseVersion, name, document.encoding, contentOf(document), assetIds, deviceName ?? null])
}

/** Never the hash of a PUT: one mutation id names one kind of change. */
export function deletionHash({ baseVersion }: DeleteProjectBody): Uint8Array {
  return hashOf(['delete', baseVersion])
}

/** All that is kept: the same mutation id on the same version says the same. */
export function keptHash(body: KeepVersionBody): Uint8Array {
  const { version, kept, label, name, document, assetIds, deviceName } = body
  const said = ['keep', version, kept, label ?? null, name, document.encoding, contentOf(document), assetIds]
  return hashOf([...said, deviceName ?? null])
}

function contentOf(document: WrittenDocument): string | { readonly checksum: string } {
  return document.kind === 'inline' ? document.data : { checksum: document.checksum }
}

function hashOf(said: readonly unknown[]): Uint8Array {
  return new Uint8Array(createHash('sha256').update(JSON.stringify(said)).digest())
}
