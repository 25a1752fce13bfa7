import type { OverlaidEdit } from '../cloud-sync.ts'
import { readContent } from '../documents/content-rows.ts'
import { decodeContent } from '../documents/decode-content.ts'
import type { LocalStore } from '../storage/local-store.ts'

/** Edits of this project that another tab's save took the place of without having seen them, oldest first. */
export async function readOverlaid(store: LocalStore, projectId: string): Promise<readonly OverlaidEdit[]> {
  const cells = (await store.get('lanes', projectId))?.overlaid ?? []
  const read = cells.map(async ({ hash, savedAtMs }) => {
    const content = await readContent(store, projectId, hash)
    return content ? [{ overlaidId: hash, savedAtMs, edit: await decodeContent(projectId, content) }] : []
  })
  return (await Promise.all(read)).flat()
}
