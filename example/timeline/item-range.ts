import { referenceOf } from './clip-media.ts'
import type { JsonValue } from './json/json-value.ts'
import { childrenOf, isNode, schemaOf } from './otio-node.ts'
import { type Range, rangeOf } from './rational-time.ts'

const nothing: Range = { startS: 0, durationS: 0 }

/** What an item shows of its source, and so how long it lasts on its track. A transition overlaps its neighbours and lasts nothing. */
export function itemRange(item: JsonValue | undefined): Range {
  if (!isNode(item)) return nothing
  const schema = schemaOf(item)
  if (schema === 'Transition') return nothing
  return rangeOf(item.source_range) ?? wholeRange(item, schema)
}

function wholeRange(item: JsonValue, schema: string): Range {
  const lengths = childrenOf(item).map((child) => itemRange(child).durationS)
  switch (schema) {
    case 'Clip':
      return (isNode(item) ? availableRange(item) : undefined) ?? nothing
    case 'Stack':
      return { startS: 0, durationS: Math.max(0, ...lengths) }
    case 'Track':
      return { startS: 0, durationS: lengths.reduce((sum, length) => sum + length, 0) }
    default:
      return nothing
  }
}

/** What the media of a clip has to give, where its reference says so. */
export function availableRange(clip: JsonValue): Range | undefined {
  const reference = isNode(clip) ? referenceOf(clip) : undefined
  return isNode(reference) ? rangeOf(reference.available_range) : undefined
}
