import type { ProjectEdit } from '../host/host-store.ts'

/** What one device saved. */
export interface ConflictSide {
  readonly project: ProjectEdit
  readonly savedAtMs: number
  readonly deviceName: string
}

/** What the cloud has instead of the local side. */
export type RemoteConflictSide =
  | (ConflictSide & { readonly kind: 'edited'; readonly version: number })
  /** The project was deleted on another device. */
  | { readonly kind: 'deleted'; readonly deletedAtMs: number; readonly version: number }

/** A question for the user, kept until it is answered: edits made here and there on the same base version. */
export interface OpenConflict {
  readonly conflictId: string
  readonly projectId: string
  readonly local: ConflictSide
  /** The cloud's newest: it moves on while the question is open. */
  readonly remote: RemoteConflictSide
  readonly sinceMs: number
  /**
   * Both sides in one, where the option `merge` has an answer. For the user to accept:
   * `resolve(conflictId, { merged: proposal, onVersion: remote.version })`.
   */
  readonly proposal?: ProjectEdit
}

/**
 * `local`: the local side is written over the cloud's; a project that was deleted there is there again.
 * `remote`: the cloud's takes the place of the local copy; a deletion does so unless the app's store has no `HostStore.remove`.
 * `both`: `remote`, and the local side under a new id, as a project of its own.
 * `merged`: this edit is written over the cloud's. `onVersion`: only while the other side is that version.
 */
export type ConflictAnswer = 'local' | 'remote' | 'both' | { readonly merged: ProjectEdit; readonly onVersion?: number }

/** The questions that are open: `sync.conflicts`. */
export interface ConflictsApi {
  /** All that are open now, in whichever tab they were found. */
  list(): Promise<readonly OpenConflict[]>
  /**
   * Works offline, and in any tab. Later edits of the project stay on the device until this is answered; other projects
   * sync on. A side that loses stays on the device until the cloud's history has it.
   *
   * @throws UnknownConflict | HostRefused | InvalidEdit | StorageFull | StorageUnavailable
   */
  resolve(conflictId: string, answer: ConflictAnswer): Promise<void>
  /**
   * Calls back with all that are open: soon, where some are, and at each change. Returns the unsubscribe.
   *
   * @example
   * useEffect(() => sync.conflicts.subscribe(setOpen), [sync]) // in React
   */
  subscribe(listener: (open: readonly OpenConflict[]) => void): () => void
}
