import type { LedgerTables } from '../media/ledger-tables.ts'

/** The tables that housekeeping reads and clears. */
export interface HousekeepingTables extends LedgerTables {
  readonly projectVersions: string
  readonly accounts: string
}
