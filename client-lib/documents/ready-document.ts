import type { WrittenDocument } from '#contract/project-requests.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { readPieces } from './content-rows.ts'
import { type DocumentRow, documentKey } from './document-row.ts'
import { type SendPorts, sendContent } from './send-content.ts'

/** A document on its way into a write: a large one is sent to the store by itself before, and then named. */
export type ReadyDocument =
  | { readonly kind: 'ready'; readonly row: DocumentRow; readonly document: WrittenDocument }
  | { readonly kind: 'sent'; readonly snapshotId: string }

export interface SendContext extends SendPorts {
  readonly store: LocalStore
  readonly signal: AbortSignal
}

/**
 * One step: what the write is to hold, or what a large document was just sent as. Undefined where the device cannot
 * read it any more.
 * @throws as `sendContent` | StorageUnavailable
 */
export async function readyDocument(
  context: SendContext,
  projectId: string,
  { hash, snapshotId }: { readonly hash: string; readonly snapshotId?: string | undefined },
): Promise<ReadyDocument | undefined> {
  const { store, signal } = context
  const row = await store.get('documents', documentKey(projectId, hash))
  if (!row) return undefined
  const { document } = row
  if (document.kind === 'inline') return { kind: 'ready', row, document }
  const { encoding, sizeBytes, checksum } = document
  if (snapshotId !== undefined) {
    return { kind: 'ready', row, document: { kind: 'snapshot', snapshotId, encoding, sizeBytes, checksum } }
  }
  const pieces = await readPieces(store, projectId, hash, row)
  return pieces && { kind: 'sent', snapshotId: await sendContent(context, projectId, document, pieces, signal) }
}
