import { expect, test } from 'vitest'
import { assetIdsOf } from '../../../example/timeline/media-bin.ts'
import { renameTimeline } from '../../../example/timeline/rename-timeline.ts'
import { NotATimeline, parseTimeline, writeTimeline } from '../../../example/timeline/timeline-document.ts'
import { outlineOf } from '../../../example/timeline/timeline-outline.ts'
import { foreignTimeline } from './timelines.ts'

test('[OT1] a timeline of another tool is written as it was read, to the letter', () => {
  expect(writeTimeline(parseTimeline(foreignTimeline))).toBe(foreignTimeline)
})

test('[OT1] an edit changes its own value and no other', () => {
  const renamed = renameTimeline(parseTimeline(foreignTimeline), 'Reel 4')
  expect(writeTimeline(renamed)).toBe(foreignTimeline.replace('"Reel 3"', '"Reel 4"'))
})

test('the outline shows old and new clips, gaps, and what is unknown, each in its place', () => {
  const { durationS, clipCount, tracks } = outlineOf(parseTimeline(foreignTimeline))
  expect({ durationS, clipCount }).toEqual({ durationS: 7, clipCount: 2 })
  expect(tracks[0]?.items.map(({ kind, startS, durationS: lengthS }) => [kind, startS, lengthS])).toEqual([
    ['clip', 0, 2],
    ['other', 2, 0],
    ['gap', 2, 1],
    ['clip', 3, 4],
    ['other', 7, 0],
  ])
})

test('[OT2] references to absent and foreign media are shown as such and name no asset', () => {
  const timeline = parseTimeline(foreignTimeline)
  const clips = outlineOf(timeline).tracks[0]?.items.filter((item) => item.kind === 'clip')
  expect(clips?.map(({ media }) => media)).toEqual([
    { kind: 'foreign', targetUrl: 'file:///mnt/show/shot_010.mov' },
    { kind: 'missing' },
  ])
  expect(assetIdsOf(timeline)).toEqual([])
})

test.each([
  ['no JSON', 'hello'],
  ['JSON of something else', '{"name": "x"}'],
  ['a track alone', '{"OTIO_SCHEMA": "Track.1", "children": []}'],
  ['a timeline without a stack', '{"OTIO_SCHEMA": "Timeline.1", "tracks": []}'],
])('%s is refused as no timeline', (_case, text) => {
  expect(() => parseTimeline(text)).toThrow(NotATimeline)
})
