import type { TimelineDocument } from '../timeline/timeline-document.ts'
import type { ItemAddress } from '../timeline/track-items.ts'

export type TimelineEdit = (timeline: TimelineDocument) => TimelineDocument

/** What the user makes, and what one step of undo gives back. */
export interface ProjectContent {
  readonly name: string
  readonly timeline: TimelineDocument
}

export type Saving =
  | { readonly kind: 'saved' }
  /** Edited since the last save; a save is scheduled. */
  | { readonly kind: 'edited' }
  | { readonly kind: 'saving'; readonly editedSince: boolean }
  | { readonly kind: 'failed' }

/** Edits made while a version from the cloud is being stored wait, and are then made on it. */
export type Arrival =
  | { readonly kind: 'none' }
  | { readonly kind: 'storing'; readonly heldEdits: readonly ((content: ProjectContent) => ProjectContent)[] }

export interface EditorState {
  readonly projectId: string
  readonly content: ProjectContent
  readonly past: readonly ProjectContent[]
  readonly future: readonly ProjectContent[]
  readonly selected: ItemAddress | undefined
  readonly saving: Saving
  readonly arrival: Arrival
}

export type EditorEvent =
  | { readonly kind: 'edited'; readonly edit: TimelineEdit; readonly select?: ItemAddress | null }
  | { readonly kind: 'renamed'; readonly name: string }
  /** An edit of another tab, or an older version, takes the place of all there is; undo brings that back. */
  | { readonly kind: 'taken-back'; readonly content: ProjectContent }
  | { readonly kind: 'undone' }
  | { readonly kind: 'redone' }
  | { readonly kind: 'selected'; readonly at: ItemAddress | undefined }
  | { readonly kind: 'save-due' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'save-failed' }
  | { readonly kind: 'arriving' }
  /** The cloud's version is stored, or (without content) was not. */
  | { readonly kind: 'arrived'; readonly content: ProjectContent | undefined }

export type EditorEffect =
  | { readonly kind: 'schedule-save' }
  | { readonly kind: 'save'; readonly content: ProjectContent }

export function openedEditor(projectId: string, content: ProjectContent): EditorState {
  return {
    projectId,
    content,
    past: [],
    future: [],
    selected: undefined,
    saving: { kind: 'saved' },
    arrival: { kind: 'none' },
  }
}
