import { createHash } from 'node:crypto'
import type { PutProjectBody } from '#contract/projects.ts'

/** SHA-256 of what a write says, in an order of our own: the order of a JSON object's members makes no other write. */
export function bodyHash(body: PutProjectBody): Uint8Array {
  const { baseVersion, name, document, assetIds, deviceName } = body
  const said = [baseVersion, name, document.encoding, document.data, assetIds, deviceName ?? null]
  return new Uint8Array(createHash('sha256').update(JSON.stringify(said)).digest())
}
