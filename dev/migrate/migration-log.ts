import type { UmzugStorage } from 'umzug'
import type { ScanPosition } from './scan-rows.ts'
import type { Tally } from './tally.ts'

export interface Progress {
  /** Absent before the first page, and after the last. */
  readonly position?: ScanPosition | undefined
  readonly tally: Tally
}

/** What was made in a stack, and how far what was begun has come. */
export interface MigrationLog extends UmzugStorage<object> {
  progressOf(name: string): Promise<Progress | undefined>
  keep(name: string, progress: Progress): Promise<void>
}
