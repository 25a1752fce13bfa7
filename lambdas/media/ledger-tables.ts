/** The tables that the ledger's transactions span. */
export interface LedgerTables {
  readonly projects: string
  readonly projectMedia: string
  readonly storedAssets: string
  readonly accounts: string
}
