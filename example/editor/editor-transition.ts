import { renameTimeline } from '../timeline/rename-timeline.ts'
import type { EditorEffect, EditorEvent, EditorState, ProjectContent } from './editor-state.ts'

const undoSteps = 100

export interface Stepped {
  readonly state: EditorState
  readonly effects: readonly EditorEffect[]
}

/** The editor's one transition: what an event makes of the state, and what is to be done about it. */
export function editorTransition(state: EditorState, event: EditorEvent): Stepped {
  switch (event.kind) {
    case 'edited': {
      const stepped = change(state, (content) => ({ ...content, timeline: event.edit(content.timeline) }))
      return event.select === undefined
        ? stepped
        : { ...stepped, state: { ...stepped.state, selected: event.select ?? undefined } }
    }
    case 'renamed':
      return change(state, ({ timeline }) => ({ name: event.name, timeline: renameTimeline(timeline, event.name) }))
    case 'taken-back':
      return change(state, () => event.content)
    case 'undone':
      return travel(state, state.past.at(-1), {
        past: state.past.slice(0, -1),
        future: [...state.future, state.content],
      })
    case 'redone':
      return travel(state, state.future.at(-1), {
        past: [...state.past, state.content],
        future: state.future.slice(0, -1),
      })
    case 'selected':
      return settled({ ...state, selected: event.at })
    case 'save-due':
      return saveDue(state)
    case 'saved':
      return afterSaving(state, { kind: 'saved' })
    case 'save-failed':
      return afterSaving(state, { kind: 'failed' })
    case 'arriving':
      return settled({ ...state, arrival: { kind: 'storing', heldEdits: [] } })
    case 'arrived':
      return arrived(state, event.content)
  }
}

function change(state: EditorState, edit: (content: ProjectContent) => ProjectContent): Stepped {
  if (state.arrival.kind === 'storing') {
    return settled({ ...state, arrival: { kind: 'storing', heldEdits: [...state.arrival.heldEdits, edit] } })
  }
  const content = edit(state.content)
  if (content.timeline === state.content.timeline && content.name === state.content.name) return settled(state)
  return edited({ ...state, content, past: [...state.past, state.content].slice(-undoSteps), future: [] })
}

/** Undo and redo wait for nothing: while a version arrives, they are left out. */
function travel(
  state: EditorState,
  content: ProjectContent | undefined,
  history: Pick<EditorState, 'past' | 'future'>,
): Stepped {
  if (content === undefined || state.arrival.kind === 'storing') return settled(state)
  return edited({ ...state, ...history, content, selected: undefined })
}

function edited(state: EditorState): Stepped {
  if (state.saving.kind === 'saving') return settled({ ...state, saving: { kind: 'saving', editedSince: true } })
  return { state: { ...state, saving: { kind: 'edited' } }, effects: [{ kind: 'schedule-save' }] }
}

function saveDue(state: EditorState): Stepped {
  if (state.saving.kind !== 'edited' && state.saving.kind !== 'failed') return settled(state)
  const saving = { kind: 'saving', editedSince: false } as const
  return { state: { ...state, saving }, effects: [{ kind: 'save', content: state.content }] }
}

function afterSaving(state: EditorState, saving: { readonly kind: 'saved' | 'failed' }): Stepped {
  if (state.saving.kind !== 'saving') return settled(state)
  return state.saving.editedSince ? edited({ ...state, saving }) : settled({ ...state, saving })
}

function arrived(state: EditorState, content: ProjectContent | undefined): Stepped {
  const heldEdits = state.arrival.kind === 'storing' ? state.arrival.heldEdits : []
  const open: EditorState = { ...state, arrival: { kind: 'none' } }
  // Undo would bring back what the other device replaced: it begins anew.
  const replaced = content === undefined ? open : { ...open, content, past: [], future: [], selected: undefined }
  return heldEdits.reduce<Stepped>((stepped, edit) => {
    const next = change(stepped.state, edit)
    return { state: next.state, effects: [...stepped.effects, ...next.effects] }
  }, settled(replaced))
}

function settled(state: EditorState): Stepped {
  return { state, effects: [] }
}
