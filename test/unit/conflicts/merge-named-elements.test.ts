import { expect, test } from 'vitest'
import { mergeDocuments } from '../../../client-lib/conflicts/merge/merge-documents.ts'

const clip = { id: 'x', start: 1 }
const named = { id: 'x' }
const other = { id: 'y' }

interface Timeline {
  readonly tracks: readonly (readonly object[])[]
  readonly selected?: readonly object[]
  readonly starred?: readonly object[]
}

/** Lists of the same document name a clip by its id. */
function timeline({ tracks, selected = [], starred = [] }: Timeline): string {
  return JSON.stringify({ tracks: tracks.map((clips, at) => ({ id: `track ${at}`, clips })), selected, starred })
}

const base = timeline({ tracks: [[clip], [], []], selected: [named], starred: [named] })

test('[CF7] a clip that one removed is not back where the other moved it and named it once less', () => {
  const removed = timeline({ tracks: [[], [], []], selected: [named], starred: [named] })
  const moved = timeline({ tracks: [[], [clip], []], starred: [named] })
  expect(mergeDocuments(base, removed, moved)).toBeUndefined()
  expect(mergeDocuments(base, moved, removed)).toBeUndefined()
})

test('[CF7] a clip that both moved is not doubled where each named it once less', () => {
  const here = timeline({ tracks: [[], [clip], []], starred: [named] })
  const there = timeline({ tracks: [[], [], [clip]], selected: [named] })
  expect(mergeDocuments(base, here, there)).toBeUndefined()
})

test('[CF7] a clip that one moved goes along with what the other names', () => {
  const moved = timeline({ tracks: [[], [clip], []], selected: [named], starred: [named] })
  const unnamed = timeline({ tracks: [[clip], [], []], selected: [other], starred: [] })
  const merged = timeline({ tracks: [[], [clip], []], selected: [other], starred: [] })
  expect(mergeDocuments(base, moved, unnamed)).toBe(merged)
  expect(mergeDocuments(base, unnamed, moved)).toBe(merged)
})
