import type { ElementIds } from './element-ids.ts'
import {
  arrayNode,
  isSame,
  type JsonArrayNode,
  type JsonItem,
  type JsonMember,
  type JsonNode,
  type JsonObjectNode,
  objectNode,
} from './json-node.ts'
import { mergeOrder } from './merge-order.ts'

/** Both sides have changed the same thing, and not alike. */
export const overlap = Symbol('overlap')

type Three<N> = readonly [base: N, local: N, remote: N]
/** Undefined: it is not there. */
type Merged = JsonNode | undefined | typeof overlap

/** Takes what either side has changed. */
export function mergeNodes([base, local, remote]: Three<JsonNode | undefined>, ids: ElementIds): Merged {
  if (isSame(local, remote) || isSame(remote, base)) return local
  if (isSame(local, base)) return remote
  // Deleted here and changed there, or made on both sides.
  if (!base || !local || !remote) return overlap
  // What was put in its place is another thing, whose parts do not go with the old one's.
  if (ids.of(base) !== ids.of(local) || ids.of(base) !== ids.of(remote)) return overlap
  if (base.kind === 'object' && local.kind === 'object' && remote.kind === 'object') {
    return mergeObjects([base, local, remote], ids)
  }
  if (base.kind === 'array' && local.kind === 'array' && remote.kind === 'array') {
    return mergeArrays([base, local, remote], ids)
  }
  return overlap
}

function mergeObjects(nodes: Three<JsonObjectNode>, ids: ElementIds): JsonNode | typeof overlap {
  const [base, local, remote] = [nodes[0].members, nodes[1].members, nodes[2].members]
  const merged = mergeKeyed([base, local, remote], ids)
  if (merged === overlap) return overlap
  // The order of keys says nothing: where both have changed it, this device's holds.
  const order = mergeOrder([...base.keys()], [...local.keys()], [...remote.keys()]) ?? [
    ...local.keys(),
    ...remote.keys(),
  ]
  return objectNode(inOrder<JsonMember>(order, merged), nodes[1].end)
}

function mergeArrays(nodes: Three<JsonArrayNode>, ids: ElementIds): JsonNode | typeof overlap {
  const [base, local, remote] = [ids.byId(nodes[0]), ids.byId(nodes[1]), ids.byId(nodes[2])]
  if (!base || !local || !remote) return overlap
  const merged = mergeKeyed<JsonItem>([base, local, remote], ids)
  if (merged === overlap) return overlap
  const order = mergeOrder([...base.keys()], [...local.keys()], [...remote.keys()])
  return order ? arrayNode([...inOrder(order, merged).values()], nodes[1].end) : overlap
}

function mergeKeyed<I extends JsonItem>(
  [base, local, remote]: Three<ReadonlyMap<string, I>>,
  ids: ElementIds,
): ReadonlyMap<string, I> | typeof overlap {
  const merged = new Map<string, I>()
  for (const key of new Set([...local.keys(), ...remote.keys()])) {
    const [here, there] = [local.get(key), remote.get(key)]
    const value = mergeNodes([base.get(key)?.value, here?.value, there?.value], ids)
    if (value === overlap) return overlap
    const written = here ?? there
    if (value && written) merged.set(key, { ...written, value })
  }
  return merged
}

/** Of the order, what the merge has kept. */
function inOrder<I>(order: readonly string[], items: ReadonlyMap<string, I>): ReadonlyMap<string, I> {
  return new Map(
    order.flatMap((key) => {
      const item = items.get(key)
      return item ? [[key, item] as const] : []
    }),
  )
}
