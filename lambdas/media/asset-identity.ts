/** What makes two files the same to an account: a checksum means nothing without the rule the parts were cut by. */
export interface AssetIdentity {
  readonly partRule: number
  readonly checksum: string
}

/** The sort key of the account's stored asset. */
export function identityKey({ partRule, checksum }: AssetIdentity): string {
  return `${partRule}/${checksum}`
}
