import { createElementIds, type ElementId, type ElementIds } from './element-ids.ts'
import type { JsonNode } from './json-node.ts'
import { mergeNodes, overlap } from './merge-nodes.ts'
import { parseJson } from './parse-json.ts'

/** Longer documents, in characters, are not merged: reading them three times would be felt. */
const longest = 4 * 1024 * 1024

/** Undefined where the two overlap, or one is no JSON. */
export function mergeDocuments(base: string, local: string, remote: string, elementId?: ElementId): string | undefined {
  if (local === remote || remote === base) return local
  if (local === base) return remote
  if (Math.max(base.length, local.length, remote.length) > longest) return undefined
  const [before, here, there] = [parseJson(base), parseJson(local), parseJson(remote)]
  if (!before || !here || !there) return undefined
  const ids = createElementIds(elementId)
  const merged = mergeNodes([before.value, here.value, there.value], ids)
  if (merged === undefined || merged === overlap) return undefined
  return isDoubledOrBack(merged, [before.value, here.value, there.value], ids)
    ? undefined
    : here.lead + merged.text + here.tail
}

/**
 * An element that each side has moved into another array would be in both; one that a side has removed, in the other's.
 * Both are taken from one place by both, so that there are more in the merge than the two sides' changes make. Counted,
 * as something else may have the same id.
 */
function isDoubledOrBack(merged: JsonNode, documents: readonly JsonNode[], ids: ElementIds): boolean {
  const counts = documents.map((document) => ids.counts(document))
  return [...ids.counts(merged)].some(([id, count]) => {
    const [base = 0, local = 0, remote = 0] = counts.map((one) => one.get(id))
    return count > Math.max(local + remote - base, Math.min(local, remote))
  })
}
