import type { ProjectEdit } from 'reelsync'
import { assetIdsOf } from '../timeline/media-bin.ts'
import { parseTimeline, writeTimeline } from '../timeline/timeline-document.ts'
import {
  type EditorEffect,
  type EditorEvent,
  type EditorState,
  openedEditor,
  type ProjectContent,
} from './editor-state.ts'
import { editorTransition } from './editor-transition.ts'

const saveDelayMs = 400

export interface EditorSessionOptions {
  readonly save: (edit: ProjectEdit) => Promise<unknown>
  readonly onSaveFailed: (error: unknown) => void
}

/** One open project: holds the editor's state, saves it a moment after each edit, takes versions from the cloud in. */
export class EditorSession {
  readonly #options: EditorSessionOptions
  readonly #listeners = new Set<() => void>()
  #state: EditorState
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> = Promise.resolve()

  /** @throws NotATimeline */
  constructor(opened: ProjectEdit, options: EditorSessionOptions) {
    this.#options = options
    this.#state = openedEditor(opened.id, contentOf(opened))
  }

  readonly get = (): EditorState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly dispatch = (event: EditorEvent): void => {
    const { state, effects } = editorTransition(this.#state, event)
    this.#state = state
    for (const effect of effects) this.#perform(effect)
    for (const listener of this.#listeners) listener()
  }

  /** Saves now what waits for its moment; settles once it is on disk. */
  async flush(): Promise<void> {
    do {
      clearTimeout(this.#timer)
      this.dispatch({ kind: 'save-due' })
      await this.#saving
    } while (this.#state.saving.kind === 'edited' || this.#state.saving.kind === 'saving')
  }

  /** Takes a version from the cloud in by `store`, unless something here is not saved yet; answers whether it did. */
  async arrive(remote: ProjectEdit, store: () => Promise<boolean>): Promise<boolean> {
    if (this.#state.saving.kind !== 'saved' || this.#state.arrival.kind !== 'none') return false
    const content = contentOf(remote)
    this.dispatch({ kind: 'arriving' })
    let stored = false
    try {
      stored = await store()
      return stored
    } finally {
      this.dispatch({ kind: 'arrived', content: stored ? content : undefined })
    }
  }

  differsFrom({ name, document }: ProjectEdit): boolean {
    const { content } = this.#state
    return name !== content.name || document !== writeTimeline(content.timeline)
  }

  async close(): Promise<void> {
    await this.flush()
    clearTimeout(this.#timer)
    this.#listeners.clear()
  }

  #perform(effect: EditorEffect): void {
    switch (effect.kind) {
      case 'schedule-save':
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => this.dispatch({ kind: 'save-due' }), saveDelayMs)
        return
      case 'save':
        this.#saving = this.#save(effect.content)
    }
  }

  async #save({ name, timeline }: ProjectContent): Promise<void> {
    try {
      await this.#options.save(projectEdit(this.#state.projectId, { name, timeline }))
      this.dispatch({ kind: 'saved' })
    } catch (error) {
      this.dispatch({ kind: 'save-failed' })
      this.#options.onSaveFailed(error)
    }
  }
}

export function projectEdit(id: string, { name, timeline }: ProjectContent): ProjectEdit {
  return { id, name, document: writeTimeline(timeline), assetIds: assetIdsOf(timeline) }
}

/** @throws NotATimeline */
export function contentOf({ name, document }: ProjectEdit): ProjectContent {
  return { name, timeline: parseTimeline(document) }
}
