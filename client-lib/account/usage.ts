/** How much of something the account has, and may have; `none` is no limit. */
export interface UsedOf {
  readonly used: number
  readonly limit: number | 'none'
}

/** What the account has in the cloud, and may have. */
export interface Usage {
  /** Bytes of files and large documents, with those under way and those not deleted yet; equal files count once. */
  readonly storedBytes: UsedOf
  /** Deleted ones count no more. */
  readonly projects: UsedOf
  /** Files that are being sent, by all devices. */
  readonly openUploads: UsedOf
  /** Of one file, in bytes. */
  readonly fileBytes: { readonly limit: number | 'none' }
}
