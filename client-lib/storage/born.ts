import type { DeviceRow } from './device-row.ts'

/** Of the row that names the database. */
export const bornKey = ['device', 'born'] as const

/** The database's name; undefined where it has none yet, as one that was just made anew. */
export function bornOf(row: DeviceRow | undefined): string | undefined {
  return row?.kind === 'born' ? row.id : undefined
}
