import type { DeviceRow } from './device-row.ts'

/** Of the row that names the database. */
export const bornKey = ['device', 'born'] as const

/** The database's name; undefined where it has none yet, as one that was just made anew. */
export function bornOf(row: DeviceRow | undefined): string | undefined {
  return row?.kind === 'born' ? row.id : undefined
}

/**
 * Whether the database has gone under this tab, though another may have made it anew.
 * @param known the name of the one that it has put back what was gone in; undefined before it has met one
 */
export function isAnother(born: DeviceRow | undefined, known: string | undefined): boolean {
  return known !== undefined && bornOf(born) !== known
}
