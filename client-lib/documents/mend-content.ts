import type { LocalStore, Rows } from '../storage/local-store.ts'
import type { Content } from './content.ts'
import { readPieces } from './content-rows.ts'
import { type DocumentRow, documentKey } from './document-row.ts'

type Contents = ReadonlyMap<string, Content>

/** Contents with a row on the device whose bytes are not whole. To be asked before the transaction that keeps them anew. */
export async function damagedHashes(
  store: LocalStore,
  projectId: string,
  hashes: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const damaged = new Set<string>()
  for (const hash of hashes) {
    const row = await store.get('documents', documentKey(projectId, hash))
    if (row && !(await readPieces(store, projectId, hash, row))) damaged.add(hash)
  }
  return damaged
}

export interface Held {
  readonly rows: Rows
  readonly projectId: string
  readonly damaged: ReadonlySet<string>
  /** The content of the write that has begun. */
  readonly inFlight: string | undefined
}

/**
 * Those that the transaction is to keep: what is not there, and what is damaged. What is there and whole stays as it is,
 * and what is in flight gets back the very bytes that it began with or none: it is re-sent byte for byte.
 */
export function contentsToKeep(contents: Contents, { rows, projectId, damaged, inFlight }: Held): Contents {
  const kept = [...contents].filter(([hash, content]) => {
    const there = rows.get('documents', documentKey(projectId, hash))
    if (!there) return true
    return damaged.has(hash) && (hash !== inFlight || isSamePacking(there, content.row))
  })
  return new Map(kept)
}

function isSamePacking(one: DocumentRow, other: DocumentRow): boolean {
  return JSON.stringify(one.document) === JSON.stringify(other.document)
}
