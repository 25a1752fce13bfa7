import { expect, test } from 'vitest'
import {
  type EditorEvent,
  type EditorState,
  openedEditor,
  type ProjectContent,
} from '../../../example/editor/editor-state.ts'
import { editorTransition, type Stepped } from '../../../example/editor/editor-transition.ts'
import { newTimeline } from '../../../example/timeline/new-timeline.ts'
import { renameTimeline } from '../../../example/timeline/rename-timeline.ts'

const content: ProjectContent = { name: 'One', timeline: newTimeline('One') }
const opened = openedEditor('p1', content)
const rename = (name: string): EditorEvent => ({ kind: 'renamed', name })
const run = (state: EditorState, ...events: EditorEvent[]): Stepped =>
  events.reduce<Stepped>((stepped, event) => editorTransition(stepped.state, event), { state, effects: [] })

test('an edit is unsaved until its save is done, and a save is scheduled', () => {
  const edited = run(opened, rename('Two'))
  expect(edited.effects).toEqual([{ kind: 'schedule-save' }])
  const due = run(edited.state, { kind: 'save-due' })
  expect(due.effects).toMatchObject([{ kind: 'save', content: { name: 'Two' } }])
  expect(run(due.state, { kind: 'saved' }).state.saving).toEqual({ kind: 'saved' })
})

test('an edit made while a save runs is saved after it', () => {
  const saving = run(opened, rename('Two'), { kind: 'save-due' }, rename('Three')).state
  const after = run(saving, { kind: 'saved' })
  expect(after.state.saving).toEqual({ kind: 'edited' })
  expect(after.effects).toEqual([{ kind: 'schedule-save' }])
})

test('a save that failed stays unsaved and is made again when asked for', () => {
  const failed = run(opened, rename('Two'), { kind: 'save-due' }, { kind: 'save-failed' }).state
  expect(failed.saving).toEqual({ kind: 'failed' })
  expect(run(failed, { kind: 'save-due' }).effects).toMatchObject([{ kind: 'save' }])
})

test('undo and redo go back and forth, and each is an edit to be saved', () => {
  const undone = run(opened, rename('Two'), { kind: 'undone' })
  expect(undone.state.content).toBe(content)
  expect(undone.effects).toEqual([{ kind: 'schedule-save' }])
  expect(run(undone.state, { kind: 'redone' }).state.content.name).toBe('Two')
})

test('[RE1] an edit made while a version from the cloud is stored is made on that version', () => {
  const arrived: ProjectContent = { name: 'From afar', timeline: renameTimeline(content.timeline, 'From afar') }
  const edit: EditorEvent = { kind: 'edited', edit: (timeline) => ({ ...timeline, metadata: { mine: true } }) }
  const { state, effects } = run(opened, { kind: 'arriving' }, edit, { kind: 'arrived', content: arrived })
  expect(state.content.name).toBe('From afar')
  expect(state.content.timeline).toMatchObject({ name: 'From afar', metadata: { mine: true } })
  expect(state.saving).toEqual({ kind: 'edited' })
  expect(effects).toEqual([{ kind: 'schedule-save' }])
})

test('an edit that changes nothing is none', () => {
  expect(run(opened, rename('One')).state).toBe(opened)
})
