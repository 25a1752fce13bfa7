import type { TableName } from './tables.ts'

/** Makes a row of one version a row of the next; where it throws, the row is set aside. */
export type Upcast = (row: Record<string, unknown>) => Record<string, unknown>

/** For each table the steps from version 1 to the newest, in order; a table's newest version is one more than its steps. */
export type Upcasts = { readonly [N in TableName]?: readonly Upcast[] }

/** None so far: every table is at version 1. A step is added here together with the schema and a stored fixture. */
export const upcasts: Upcasts = {}
