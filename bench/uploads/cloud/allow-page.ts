import { type CORSRule, GetBucketCorsCommand, PutBucketCorsCommand, type S3Client } from '@aws-sdk/client-s3'

/**
 * Lets a page send to the bucket: by the template's own rule for what Reelsync sends, and by the rule that the other
 * uploaders' pages ask for, for what is more. Both have preflights kept for as long.
 */
export async function allowPage(s3: S3Client, bucket: string, origin: string): Promise<void> {
  const { CORSRules: shipped = [] } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }))
  const own = shipped.map((rule) => ({ ...rule, AllowedOrigins: [origin] }))
  const maxAge = own[0]?.MaxAgeSeconds
  const peers: CORSRule = {
    AllowedOrigins: [origin],
    AllowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag', 'Location', 'x-amz-checksum-sha256', 'x-amz-request-id'],
    ...(maxAge === undefined ? {} : { MaxAgeSeconds: maxAge }),
  }
  const CORSConfiguration = { CORSRules: [...own, peers] }
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration }))
}
