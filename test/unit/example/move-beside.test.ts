import { expect, test } from 'vitest'
import { EditorSession } from '../../../example/editor/editor-session.ts'
import { moveBeside } from '../../../example/editor/move-beside.ts'
import { addClip } from '../../../example/timeline/add-clip.ts'
import { addTrack } from '../../../example/timeline/add-track.ts'
import { newTimeline } from '../../../example/timeline/new-timeline.ts'
import { writeTimeline } from '../../../example/timeline/timeline-document.ts'
import { outlineOf } from '../../../example/timeline/timeline-outline.ts'

/** V1 with `a` from 1 to 3 s and `b` from 9 to 12 s, then an audio track, then V2, which is shown above V1. */
function opened(): EditorSession {
  const clip = (name: string, durationS: number) =>
    ({ assetId: name, fileName: name, mime: 'video/mp4', kind: 'video', durationS }) as const
  const withA = addClip(newTimeline('Cut'), clip('a', 2), { trackIndex: 0, startS: 1 })
  const timeline = addClip(withA, clip('b', 3), { trackIndex: 0, startS: 9 })
  const document = writeTimeline(addTrack(timeline, 'Video'))
  return new EditorSession(
    { id: 'film', name: 'Film', document, assetIds: ['a', 'b'] },
    { save: async () => undefined, onSaveFailed: () => undefined },
  )
}

const tracks = (session: EditorSession) =>
  outlineOf(session.get().content.timeline).tracks.map(({ items }) =>
    items.flatMap(({ kind, name, startS }) => (kind === 'clip' ? [`${name} ${startS}`] : [])),
  )

test('[ED3] a clip goes to the track that is shown above, at its own time, stays selected, and comes back by one undo', () => {
  const session = opened()
  const last = outlineOf(session.get().content.timeline).tracks.length - 1
  const before = tracks(session)
  expect(moveBeside(session, { trackIndex: 0, itemIndex: 3 }, -1)).toBe(true)
  expect([tracks(session)[0], tracks(session)[last]]).toEqual([['a 1'], ['b 9']])
  const { selected, content } = session.get()
  const moved = outlineOf(content.timeline).tracks[selected?.trackIndex ?? 0]?.items[selected?.itemIndex ?? 0]
  expect([selected?.trackIndex, moved?.name]).toEqual([last, 'b'])
  session.dispatch({ kind: 'undone' })
  expect(tracks(session)).toEqual(before)
})

test('[ED3] below the last video track come the audio tracks, and past the first or last nothing is changed', () => {
  const session = opened()
  const { content } = session.get()
  const { tracks: all } = outlineOf(content.timeline)
  const audio = all.findIndex(({ kind }) => kind === 'Audio')
  expect(moveBeside(session, { trackIndex: audio, itemIndex: 0 }, 1)).toBe(false)
  expect(moveBeside(session, { trackIndex: 0, itemIndex: 99 }, 1)).toBe(false)
  expect(session.get().content).toBe(content)
  expect(moveBeside(session, { trackIndex: 0, itemIndex: 1 }, 1)).toBe(true)
  expect(session.get().selected?.trackIndex).toBe(audio)
  expect(moveBeside(session, session.get().selected ?? { trackIndex: 0, itemIndex: 0 }, 1)).toBe(false)
})
