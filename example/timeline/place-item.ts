import { itemRange } from './item-range.ts'
import type { JsonObject, JsonValue } from './json/json-value.ts'
import { schemaOf } from './otio-node.ts'
import { editorRate, timeRange } from './rational-time.ts'

const frameS = 1 / editorRate

/**
 * Puts an item on a track so that it starts at `startS`: into a gap that has the room, or after the last item with a gap
 * between; where the place is taken, at the nearest cut, and what follows moves on.
 */
export function placeItem(items: readonly JsonValue[], item: JsonValue, startS: number): readonly JsonValue[] {
  const lengthS = itemRange(item).durationS
  let beginS = 0
  for (const [index, taken] of items.entries()) {
    const takenS = itemRange(taken).durationS
    const endS = beginS + takenS
    if (startS < endS) {
      if (schemaOf(taken) === 'Gap' && startS + lengthS <= endS + frameS / 2) {
        return items.toSpliced(index, 1, ...gap(startS - beginS), item, ...gap(endS - startS - lengthS))
      }
      return items.toSpliced(startS - beginS < takenS / 2 ? index : index + 1, 0, item)
    }
    beginS = endS
  }
  return [...items, ...gap(startS - beginS), item]
}

/** Takes an item away and leaves its room as a gap, so that nothing else moves; gaps meet, and none is left at the end. */
export function liftItem(items: readonly JsonValue[], index: number): readonly JsonValue[] {
  const roomS = itemRange(items[index]).durationS
  return joinGaps(items.toSpliced(index, 1, ...gap(roomS)))
}

function joinGaps(items: readonly JsonValue[]): readonly JsonValue[] {
  const joined: JsonValue[] = []
  for (const item of items) {
    const last = joined.at(-1)
    if (isPlainGap(item) && isPlainGap(last)) {
      joined.splice(-1, 1, ...gap(itemRange(last).durationS + itemRange(item).durationS))
    } else joined.push(item)
  }
  if (isPlainGap(joined.at(-1))) joined.pop()
  return joined
}

/** A gap that another tool wrote something on stays as it is. */
function isPlainGap(item: JsonValue | undefined): boolean {
  if (schemaOf(item) !== 'Gap') return false
  const { metadata, effects, markers } = item as JsonObject
  return [metadata, effects, markers].every(
    (held) => held === undefined || held === null || Object.keys(held).length === 0,
  )
}

/** A gap of so many seconds; none where it would be shorter than half a frame. */
function gap(seconds: number): readonly JsonValue[] {
  if (seconds < frameS / 2) return []
  return [
    {
      OTIO_SCHEMA: 'Gap.1',
      metadata: {},
      name: '',
      source_range: timeRange({ startS: 0, durationS: seconds }, editorRate),
      effects: [],
      markers: [],
    },
  ]
}
