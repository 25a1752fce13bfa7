import type { LocalStore } from '../storage/local-store.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { Content } from './content.ts'
import { decodeContent } from './decode-content.ts'
import { documentKey } from './document-row.ts'
import { encodeEdit } from './encode-edit.ts'
import { InvalidEdit } from './invalid-edit.ts'

/** The server takes no such document within a write. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof ApiFailure && (error.code === 'document-too-large' || error.code === 'request-too-large')
}

/**
 * A document that an older version of the client kept within its row, as it is packed today: by its size, in pieces.
 * Undefined where that is no other way than it was.
 */
export async function repackContent(store: LocalStore, projectId: string, hash: string): Promise<Content | undefined> {
  const row = await store.get('documents', documentKey(projectId, hash))
  if (row?.document.kind !== 'inline') return undefined
  const { encoding } = row.document
  try {
    const { content } = await encodeEdit(await decodeContent(projectId, { row, pieces: [] }))
    const packed = content.row.document
    // Told by the kind, not by the bytes: browsers pack differently, and one that is refused again must not come back here.
    return packed.kind === 'inline' && packed.encoding === encoding ? undefined : content
  } catch (error) {
    // What cannot be unpacked, or is no edit any more, stays refused as it was.
    if (error instanceof UnexpectedReply || error instanceof InvalidEdit) return undefined
    throw error
  }
}
