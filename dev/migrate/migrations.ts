import type { Migration } from './migration.ts'

/** All there are, in the order in which they are made. */
export const migrations: readonly Migration[] = [
  {
    name: '2026-11-22-projects-saved-at',
    table: 'projects',
    toVersion: 2,
    does: 'writes into each project when its version in force was saved',
  },
]
