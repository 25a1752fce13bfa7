import type { ProjectEdit } from '../host/host-store.ts'

export interface ConflictSide {
  readonly project: ProjectEdit
  readonly savedAtMs: number
  readonly deviceName: string
}

/** A question for the user, kept until it is answered: edits made here and there on the same base version. */
export interface OpenConflict {
  readonly conflictId: string
  readonly projectId: string
  readonly local: ConflictSide
  readonly remote: ConflictSide & { readonly version: number }
  readonly sinceMs: number
}

export interface ConflictsApi {
  list(): Promise<readonly OpenConflict[]>
  /** Later edits of the project stay on the device until this is answered; other projects sync on. */
  resolve(conflictId: string, answer: 'local' | 'remote'): Promise<void>
  subscribe(listener: (open: readonly OpenConflict[]) => void): () => void
}
