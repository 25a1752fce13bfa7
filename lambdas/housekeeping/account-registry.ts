/** One going-through of all accounts. */
export type Pass = { readonly startedAtMs: number } & (
  | { readonly state: 'done' }
  /** The account that was taken last; undefined before the first. */
  | { readonly state: 'under-way'; readonly after: string | undefined }
)

export interface Lease {
  /** Whose it is; of each run another. */
  readonly owner: string
  readonly untilMs: number
}

export type LeaseOutcome =
  /** Another run is under way. */
  | { readonly kind: 'held' }
  /** `pass` is the last there was. */
  | { readonly kind: 'leased'; readonly pass: Pass | undefined }

export interface AccountPage {
  readonly userIds: readonly string[]
  readonly isLast: boolean
}

/** All accounts there are, and how far housekeeping has come in them. */
export interface AccountRegistry {
  lease(lease: Lease, nowMs: number): Promise<LeaseOutcome>
  /** @throws LeaseLost where another run has taken over */
  save(owner: string, pass: Pass): Promise<void>
  /** In an order of the store's own, the same each time; after `after`, whether or not that is still there. */
  page(after: string | undefined): Promise<AccountPage>
  release(owner: string): Promise<void>
}
