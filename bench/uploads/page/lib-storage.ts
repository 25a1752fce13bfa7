import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { Job, Sender } from './subject.ts'

/** Parts of the same size and as many at once; checksums only where the store asks, which is its quicker way. */
export async function prepareLibStorage({ runId, partSizeBytes, partsAtOnce, store }: Job): Promise<Sender> {
  const { accessKeyId, secretAccessKey, region, url, bucket } = store
  const client = new S3Client({
    region,
    endpoint: url,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  return {
    async send(file) {
      const params = { Bucket: bucket, Key: `lib-storage/${runId}`, Body: file }
      await new Upload({ client, params, partSize: partSizeBytes, queueSize: partsAtOnce }).done()
    },
  }
}
