import { hashPart } from '../hashing/hash-part.ts'
import type { Change, LocalStore } from '../storage/local-store.ts'
import type { Content } from './content.ts'
import { type DocumentRow, documentKey } from './document-row.ts'

/** What keeps a content on the device; to be written in one transaction with what refers to it. */
export function keepContent(projectId: string, hash: string, { row, pieces }: Content): readonly Change[] {
  const key = documentKey(projectId, hash)
  return [
    // Of a content that was here before and packed otherwise, no piece may stay: all of them are one document.
    { removeUnder: 'pieces', key },
    { put: 'documents', key, row },
    ...pieces.map((bytes, index): Change => {
      // Padded, so that the order of keys is that of the bytes.
      return { put: 'pieces', key: `${key}/${String(index).padStart(5, '0')}`, row: { schemaVersion: 1, bytes } }
    }),
  ]
}

/** What lets it go again. */
export function dropContent(projectId: string, hash: string): readonly Change[] {
  const key = documentKey(projectId, hash)
  return [
    { remove: 'documents', key },
    { removeUnder: 'pieces', key },
  ]
}

/** A content with all its bytes; undefined where it is not on the device, or not whole. */
export async function readContent(store: LocalStore, projectId: string, hash: string): Promise<Content | undefined> {
  const row = await store.get('documents', documentKey(projectId, hash))
  const pieces = row && (await readPieces(store, projectId, hash, row))
  return pieces && { row, pieces }
}

/** A document's bytes, in order; undefined where they are not all there, or not those that were kept. */
export async function readPieces(
  store: LocalStore,
  projectId: string,
  hash: string,
  { document }: DocumentRow,
): Promise<readonly ArrayBuffer[] | undefined> {
  if (document.kind === 'inline') return []
  const rows = await store.all('pieces', documentKey(projectId, hash))
  const pieces = rows.map(([, { bytes }]) => bytes)
  const whole = await new Blob(pieces).arrayBuffer()
  const isWhole = whole.byteLength === document.sizeBytes && (await hashPart(whole)) === document.checksum
  return isWhole ? pieces : undefined
}
