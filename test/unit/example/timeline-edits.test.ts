import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addClip } from '../../../example/timeline/add-clip.ts'
import type { MediaDescription } from '../../../example/timeline/asset-reference.ts'
import { addToBin, assetIdsOf, mediaBin } from '../../../example/timeline/media-bin.ts'
import { moveClip, nudgeClip } from '../../../example/timeline/move-clip.ts'
import { newTimeline } from '../../../example/timeline/new-timeline.ts'
import { removeClip } from '../../../example/timeline/remove-clip.ts'
import { parseTimeline, type TimelineDocument, writeTimeline } from '../../../example/timeline/timeline-document.ts'
import { type ItemOutline, outlineOf } from '../../../example/timeline/timeline-outline.ts'
import { trimClip } from '../../../example/timeline/trim-clip.ts'
import { foreignTimeline } from './timelines.ts'

const video = (assetId: string, durationS: number): MediaDescription => ({
  assetId,
  fileName: `${assetId}.mp4`,
  mime: 'video/mp4',
  kind: 'video',
  durationS,
})
const first = { trackIndex: 0, itemIndex: 0 }
const threeClips = [video('a', 2), video('b', 3), video('c', 4)].reduce<TimelineDocument>(
  (timeline, media) => addClip(timeline, media),
  newTimeline('Cut'),
)

test('clips are added one after the other, audio on its own track', () => {
  const timeline = addClip(threeClips, { ...video('s', 5), kind: 'audio' })
  expect(shown(timeline)).toEqual(['a 0+2', 'b 2+3', 'c 5+4'])
  expect(shown(timeline, 1)).toEqual(['s 0+5'])
})

test('a clip moved away leaves its room free and goes where it is dropped', () => {
  expect(shown(moveClip(threeClips, first, { trackIndex: 0, startS: 12 }))).toEqual([
    'gap 0+2',
    'b 2+3',
    'c 5+4',
    'gap 9+3',
    'a 12+2',
  ])
})

test('a clip dropped on another goes to the nearest cut, and what follows moves on', () => {
  const moved = moveClip(threeClips, { trackIndex: 0, itemIndex: 2 }, { trackIndex: 0, startS: 0.5 })
  expect(shown(moved)).toEqual(['c 0+4', 'a 4+2', 'b 6+3'])
})

test('a clip dropped into a gap with room takes its place there and moves nothing', () => {
  const withGap = moveClip(threeClips, first, { trackIndex: 0, startS: 20 })
  const filled = addClip(withGap, video('d', 1), { trackIndex: 0, startS: 0.5 })
  expect(shown(filled).slice(0, 4)).toEqual(['gap 0+0.5', 'd 0.5+1', 'gap 1.5+0.5', 'b 2+3'])
})

test('neighbours swap by the keyboard, and the outermost stay', () => {
  expect(shown(nudgeClip(threeClips, first, 1))).toEqual(['b 0+3', 'a 3+2', 'c 5+4'])
  expect(nudgeClip(threeClips, first, -1)).toBe(threeClips)
})

test('what is removed closes up', () => {
  expect(shown(removeClip(threeClips, first))).toEqual(['b 0+3', 'c 3+4'])
})

test('a trim shows another part, at least a frame, and never more than the media has', () => {
  const trimmed = trimClip(threeClips, { trackIndex: 0, itemIndex: 2 }, { startS: 1, endS: 99 })
  expect(shown(trimmed)).toEqual(['a 0+2', 'b 2+3', 'c 5+3'])
  expect(shown(trimClip(threeClips, first, { startS: 50 }))[0]).toBe('a 0+0.033')
})

test('[OT2] trimming a clip of absent media keeps its reference and its rate', () => {
  const before = parseTimeline(foreignTimeline)
  const after = trimClip(before, { trackIndex: 0, itemIndex: 3 }, { startS: 3, endS: 5 })
  const item = outlineOf(after).tracks[0]?.items[3]
  expect(item).toMatchObject({ kind: 'clip', sourceStartS: 3, durationS: 2, media: { kind: 'missing' } })
  expect(writeTimeline(after)).toContain('"OTIO_SCHEMA": "MissingReference.1"')
})

test('the bin holds a file once, and every reference counts as an asset of the project', () => {
  const timeline = addToBin(addToBin(addClip(newTimeline('Cut'), video('z', 1)), video('y', 1)), video('y', 1))
  expect(mediaBin(timeline).map(({ assetId }) => assetId)).toEqual(['y'])
  expect(assetIdsOf(timeline)).toEqual(['y', 'z'])
})

test('[OT1] after any edits a document written and read again is the same, and no time is negative', () => {
  const place = fc.record({ trackIndex: fc.nat(2), startS: fc.double({ min: -1, max: 30, noNaN: true }) })
  const at = fc.record({ trackIndex: fc.nat(2), itemIndex: fc.nat(6) })
  const edit = fc.oneof(
    fc.tuple(fc.nat(3), place).map(
      ([id, to]) =>
        (t: TimelineDocument) =>
          addClip(t, video(`m${id}`, id), to),
    ),
    fc.tuple(at, place).map(
      ([from, to]) =>
        (t: TimelineDocument) =>
          moveClip(t, from, to),
    ),
    fc.tuple(at, fc.float({ noNaN: true }), fc.float({ noNaN: true })).map(
      ([item, startS, endS]) =>
        (t: TimelineDocument) =>
          trimClip(t, item, { startS, endS }),
    ),
    at.map((item) => (t: TimelineDocument) => removeClip(t, item)),
  )
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const timeline = edits.reduce((document, change) => change(document), parseTimeline(foreignTimeline))
      const text = writeTimeline(timeline)
      expect(writeTimeline(parseTimeline(text))).toBe(text)
      for (const { durationS, startS } of outlineOf(timeline).tracks.flatMap(({ items }) => items)) {
        expect(durationS).toBeGreaterThanOrEqual(0)
        expect(startS).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

function shown(timeline: TimelineDocument, trackIndex = 0): string[] {
  return (outlineOf(timeline).tracks[trackIndex]?.items ?? []).map(describeItem)
}

function describeItem({ kind, name, startS, durationS }: ItemOutline): string {
  const round = (seconds: number) => Math.round(seconds * 1000) / 1000
  return `${kind === 'gap' ? 'gap' : name.replace('.mp4', '')} ${round(startS)}+${round(durationS)}`
}
