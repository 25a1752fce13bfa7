/** Where a bucket is reached. */
export interface BucketPlace {
  readonly bucket: string
  readonly region: string
  /** A store that is not AWS's own: its buckets are the first part of the path. */
  readonly endpoint?: string | undefined
}

/** The address of one object. Source: Amazon S3 User Guide, "Virtual hosting of general purpose buckets". */
export function objectUrl({ bucket, region, endpoint }: BucketPlace, storageKey: string): URL {
  const path = storageKey.split('/').map(encodeURIComponent).join('/')
  if (endpoint !== undefined) return new URL(`${endpoint.replace(/\/$/, '')}/${bucket}/${path}`)
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return new URL(`https://${bucket}.s3.${region}.${suffix}/${path}`)
}
