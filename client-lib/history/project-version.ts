interface Entry {
  /** Names it to `readVersion` and `nameVersion`. */
  readonly versionId: string
  /** As it was in force; of a side of a conflict the version it was made on, of a named one the version it names. */
  readonly version: number
  /** The project's, then. */
  readonly name: string
  /** The device that saved, deleted or named it; empty where it had no name. */
  readonly deviceName: string
  /** When it was saved, deleted, kept or named, in ms since the epoch. */
  readonly madeAtMs: number
  /** From then on it is not there any more. */
  readonly expiresAtMs: number
}

/** A version that somebody gave a name. */
export interface NamedVersion extends Entry {
  readonly kind: 'named'
  /** That name; the project's, where another client gave none. */
  readonly label: string
}

/**
 * One entry of a project's history, its document aside.
 *
 * `saved`: it was in force. `deletion`: the project was deleted, and held this then. `conflict-side`: what a conflict's
 * answer took off the device that had made it. `named`: kept by `nameVersion`. All but `saved` stay as long as history
 * is kept; of those there are fewer the older they are: after an hour one an hour, after a day one a day.
 */
export type ProjectVersion = NamedVersion | (Entry & { readonly kind: 'saved' | 'deletion' | 'conflict-side' })
