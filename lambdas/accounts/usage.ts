/** What one user has: whole numbers, from 0. */
export interface Usage {
  /** Of every row in the user's partition of `stored_assets` whose bytes are, or may yet be, in the store. */
  readonly storedBytes: number
  /** Live ones: a deleted project counts no more. */
  readonly projects: number
  readonly openUploads: number
}

export const noUsage: Usage = { storedBytes: 0, projects: 0, openUploads: 0 }

/** By how much a change raises or lowers each; what it leaves out stays. */
export type UsageChange = Partial<Usage>
