import * as v from 'valibot'
import type { SetAsideRow } from './set-aside-row.ts'
import { StorageUnavailable } from './storage-unavailable.ts'
import { tableSchemas } from './table-schemas.ts'
import type { TableName, Tables } from './tables.ts'
import { upcasts } from './upcasts.ts'

export type StoredRow<N extends TableName> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'row'; readonly row: Tables[N] }
  | { readonly kind: 'unreadable'; readonly setAside: SetAsideRow }

const Versioned = v.object({ schemaVersion: v.pipe(v.number(), v.minValue(1)) })
const writtenByNewer = 'A newer version of the app has written what is stored here: reload this tab.'

/**
 * What a stored value is: every row is parsed when read, so that a damaged one is met here and nowhere else. One of an
 * older version is taken to the newest first; the next write of it keeps that.
 */
export function readStoredRow<N extends TableName>(
  table: N,
  key: string,
  raw: unknown,
  steps = upcasts[table] ?? [],
): StoredRow<N> {
  if (raw === undefined) return { kind: 'absent' }
  try {
    const parsed = v.safeParse(tableSchemas[table], upcast(`${table}/${key}`, raw, steps))
    if (parsed.success) return { kind: 'row', row: parsed.output as Tables[N] }
    return { kind: 'unreadable', setAside: { table, key, raw, reason: v.summarize(parsed.issues) } }
  } catch (error) {
    if (error instanceof StorageUnavailable) throw error
    return { kind: 'unreadable', setAside: { table, key, raw, reason: String(error) } }
  }
}

function upcast(place: string, raw: unknown, steps: NonNullable<(typeof upcasts)[TableName]>): unknown {
  const versioned = v.safeParse(Versioned, raw)
  if (!versioned.success) return raw
  const { schemaVersion } = versioned.output
  // Neither read nor set aside: the newer app that wrote it is the one to go on with.
  if (schemaVersion > steps.length + 1) throw new StorageUnavailable(place, writtenByNewer, 'held')
  // Sound: it is an object with a version, and a step looks at the rest itself.
  return steps.slice(schemaVersion - 1).reduce((row, step) => step(row), raw as Record<string, unknown>)
}
