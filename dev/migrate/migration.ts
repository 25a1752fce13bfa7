/** A rewriting of stored rows: of all that are older than `toVersion`, row by row. */
export interface Migration {
  /** What is kept of it once it was made; never changed. */
  readonly name: string
  readonly table: MigratedTable
  readonly toVersion: number
  /** What it does, to end a sentence that begins with its name. */
  readonly does: string
}

/** A table with rows of more than one version. */
export type MigratedTable = 'projects'
