import * as v from 'valibot'

const name = v.pipe(v.string(), v.minLength(1))

/** The tables that migrations read and write, by name. */
export const StackTables = v.object({ projects: name, migrations: name })
export type StackTables = v.InferOutput<typeof StackTables>
