import type { ProjectEdit } from '../../host/host-store.ts'
import type { ConflictMerge, ThreeEdits } from '../conflict-merge.ts'
import type { ElementId } from './element-ids.ts'
import { mergeDocuments } from './merge-documents.ts'

/** How documents are merged; each has a default. */
export interface ThreeWayMergeOptions {
  /** Tells the elements of an array apart; without it, an element's id is its member `id`. */
  readonly elementId?: ElementId
  /** Answers a conflict by itself where nothing that one side changed was changed otherwise by the other. */
  readonly apply?: 'when-nothing-overlaps'
}

/**
 * The merge of JSON documents: objects key by key, arrays element by element where each has an id of its own. There is a
 * proposal where nothing that one side changed was changed otherwise by the other.
 *
 * @example
 * createCloudSync({ apiUrl, account, getToken, host, merge: threeWayMerge({ apply: 'when-nothing-overlaps' }) })
 */
export function threeWayMerge({ elementId, apply }: ThreeWayMergeOptions = {}): ConflictMerge {
  return { propose: (sides) => mergeEdits(sides, elementId), appliesByItself: apply === 'when-nothing-overlaps' }
}

/** Undefined where they have changed the same thing, and not alike. */
function mergeEdits({ base, local, remote }: ThreeEdits, elementId: ElementId | undefined): ProjectEdit | undefined {
  const document = mergeDocuments(base.document, local.document, remote.document, elementId)
  const name = mergeNames(base.name, local.name, remote.name)
  if (document === undefined || name === undefined) return undefined
  return { id: local.id, name, document, assetIds: mergeAssetIds({ base, local, remote }) }
}

function mergeNames(base: string, local: string, remote: string): string | undefined {
  if (local === remote || remote === base) return local
  return local === base ? remote : undefined
}

/** Where both sides changed, all that either lists: what the one has let go of the other may have used once more. */
function mergeAssetIds({ base, local, remote }: ThreeEdits): readonly string[] {
  const isAsBase = ({ document, assetIds }: ProjectEdit) =>
    document === base.document && String(assetIds) === String(base.assetIds)
  if (isAsBase(remote)) return local.assetIds
  if (isAsBase(local)) return remote.assetIds
  return [...new Set([...local.assetIds, ...remote.assetIds])].sort()
}
