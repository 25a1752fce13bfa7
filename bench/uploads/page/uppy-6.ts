import AwsS3 from '@uppy/aws-s3'
import Uppy from '@uppy/core'
import { sendByUppy } from './send-by-uppy.ts'
import type { Job, Sender } from './subject.ts'

/** With credentials in the page, so that no part costs a request to be signed: its quickest way. */
export async function prepareUppy6({ runId, partSizeBytes, partsAtOnce, store }: Job): Promise<Sender> {
  const { accessKeyId, secretAccessKey, region } = store
  const uppy = new Uppy()
  uppy.use(AwsS3, {
    s3Endpoint: `${store.url}/${store.bucket}`,
    region,
    getCredentials: async () => ({ credentials: { accessKeyId, secretAccessKey, sessionToken: '' }, region }),
    shouldUseMultipart: true,
    getChunkSize: () => partSizeBytes,
    generateObjectKey: () => `uppy-6/${runId}`,
    limit: partsAtOnce,
  })
  return { send: (file) => sendByUppy(uppy, file) }
}
