import { projectUpcasters } from '../../lambdas/migrations/projects/project-upcasters.ts'
import type { Upcaster } from '../../lambdas/migrations/upcaster.ts'
import type { MigratedTable } from './migration.ts'

/** How a table's rows are told apart, and how they came to be what they are. */
export interface RowShape {
  readonly keys: readonly [partition: string, sort: string]
  readonly upcasters: readonly Upcaster[]
}

export const rowShapes: Readonly<Record<MigratedTable, RowShape>> = {
  projects: { keys: ['user_id', 'id'], upcasters: projectUpcasters },
}
