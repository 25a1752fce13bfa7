import type { ProjectEdit } from '../host/host-store.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { readContent } from './content-rows.ts'
import { decodeContent } from './decode-content.ts'

/** The edit of that content; undefined where the device has it not, or not whole. */
export async function readEdit(store: LocalStore, projectId: string, hash: string): Promise<ProjectEdit | undefined> {
  const kept = await readContent(store, projectId, hash)
  // Pieces are compared with their checksums as they are read; what is in a row itself shows here.
  return kept && decodeContent(projectId, kept).catch(() => undefined)
}
