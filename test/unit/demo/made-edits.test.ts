import { expect, test } from 'vitest'
import { clipAdded, lostEdits, renamedTo, startTrimmed } from '../../../dev/demo/edits/made-edit.ts'

const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate: 25, value })
const clip = (name: string, startFrames: number) => ({
  OTIO_SCHEMA: 'Clip.1',
  name,
  source_range: { OTIO_SCHEMA: 'TimeRange.1', start_time: time(startFrames), duration: time(50) },
  media_reference: { OTIO_SCHEMA: 'MissingReference.1' },
})
const content = (name: string, ...clips: readonly object[]) => {
  const track = { OTIO_SCHEMA: 'Track.1', kind: 'Video', name: 'V1', children: clips }
  const tracks = { OTIO_SCHEMA: 'Stack.1', children: [track] }
  return { name, document: JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', name, tracks }) }
}

test('an edit is recognised by what it made, not by who says so', () => {
  const edited = content('Cut', clip('a.webm', 0), clip('a.webm', 25))
  expect(renamedTo('A', 'Cut').isIn(edited)).toBe(true)
  expect(renamedTo('A', 'cut').isIn(edited)).toBe(false)
  expect(clipAdded('A', 'a.webm', 2).isIn(edited)).toBe(true)
  expect(clipAdded('A', 'a.webm', 3).isIn(edited)).toBe(false)
  expect(startTrimmed('A', 'a.webm', 1).isIn(edited)).toBe(true)
  expect(startTrimmed('A', 'a.webm', 2).isIn(edited)).toBe(false)
})

test('an edit is lost when it is neither in the project nor in a kept side', () => {
  const edits = [renamedTo('A', 'From A'), renamedTo('B', 'From B'), clipAdded('B', 'b.webm')]
  const final = content('From B', clip('b.webm', 0))
  expect(lostEdits(edits, final, [content('From A')])).toEqual([])
  expect(lostEdits(edits, final, []).map(({ what }) => what)).toEqual(['the name “From A”'])
  expect(lostEdits(edits, content('From A'), [])).toHaveLength(2)
})
