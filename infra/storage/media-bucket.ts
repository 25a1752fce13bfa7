import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, type CorsRule, HttpMethods } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Stage } from '../stage/stage.ts'

/** Days a replaced or deleted object can be brought back: as long as the tables' point-in-time recovery. */
const recoverableDays = 35
/**
 * Counted from an upload's start, so that a short time would end a slow one, or one that a device may still go on with.
 * The functions end those that are idle; this is for what they do not know of.
 */
const abandonedUploadDays = ({ idleUploadDays }: Stage['retention']) => Math.max(30, 2 * idleUploadDays)

/** Media and large documents. Pages reach it by presigned URLs alone. */
export class MediaBucket extends Bucket {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: stage.data === 'kept' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      // S3 lets no bucket go that holds anything, and old versions and delete markers count.
      autoDeleteObjects: stage.data === 'disposable',
      cors: [presignedRequests(stage.mediaOrigins)],
      lifecycleRules: [
        // And once the last version is gone, what says that an object was deleted.
        {
          id: 'recoverable',
          noncurrentVersionExpiration: Duration.days(recoverableDays),
          expiredObjectDeleteMarker: true,
        },
        {
          id: 'abandoned-uploads',
          abortIncompleteMultipartUploadAfter: Duration.days(abandonedUploadDays(stage.retention)),
        },
      ],
    })
  }
}

function presignedRequests(origins: readonly string[]): CorsRule {
  return {
    allowedOrigins: [...origins],
    allowedMethods: [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT],
    // Each by its name: LocalStack knows no part of a name.
    allowedHeaders: ['content-type', 'range', 'x-amz-checksum-sha256', 'if-none-match'],
    exposedHeaders: ['ETag', 'x-amz-checksum-sha256', 'content-range', 'content-length', 'accept-ranges'],
    // Without a cached preflight every part costs a request of its own.
    maxAge: 3000,
  }
}
