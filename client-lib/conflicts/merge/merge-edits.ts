import type { ProjectEdit } from '../../host/host-store.ts'
import type { ElementId } from './element-ids.ts'
import { mergeDocuments } from './merge-documents.ts'

export interface MergeOptions {
  /** Without it, an element's id is its member `id`. */
  readonly elementId?: ElementId | undefined
}

export interface ThreeEdits {
  readonly base: ProjectEdit
  readonly local: ProjectEdit
  readonly remote: ProjectEdit
}

/** Both sides in one; undefined where they have changed the same thing, and not alike. */
export function mergeEdits({ base, local, remote }: ThreeEdits, { elementId }: MergeOptions): ProjectEdit | undefined {
  const document = mergeDocuments(base.document, local.document, remote.document, elementId)
  const name = mergeNames(base.name, local.name, remote.name)
  if (document === undefined || name === undefined) return undefined
  return { id: local.id, name, document, assetIds: mergeAssetIds({ base, local, remote }) }
}

function mergeNames(base: string, local: string, remote: string): string | undefined {
  if (local === remote || remote === base) return local
  return local === base ? remote : undefined
}

/** Where both documents changed, all that either lists: what the one has let go of the other may have used once more. */
function mergeAssetIds({ base, local, remote }: ThreeEdits): readonly string[] {
  if (remote.document === base.document) return local.assetIds
  if (local.document === base.document) return remote.assetIds
  return [...new Set([...local.assetIds, ...remote.assetIds])].sort()
}
