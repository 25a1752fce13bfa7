import { AwsS3, Uppy } from 'uppy-5'
import { askPeerServer } from './peer-server.ts'
import { sendByUppy } from './send-by-uppy.ts'
import type { Job, Sender } from './subject.ts'

interface Place {
  readonly key: string
  readonly uploadId?: string
}

/** With the functions its docs ask for where the store is not AWS; each part is signed by the page's own server. */
export async function prepareUppy5({ runId, partSizeBytes, partsAtOnce }: Job): Promise<Sender> {
  const uppy = new Uppy()
  uppy.use(AwsS3, {
    shouldUseMultipart: true,
    getChunkSize: () => partSizeBytes,
    limit: partsAtOnce,
    createMultipartUpload: () => askPeerServer('create', { key: `uppy-5/${runId}`, checksums: false }),
    signPart: (_file: unknown, { key, uploadId, partNumber }: Place & { partNumber: number }) =>
      askPeerServer('sign', { key, uploadId, partNumber }),
    listParts: (_file: unknown, { key, uploadId }: Place) => askPeerServer('list', { key, uploadId }),
    abortMultipartUpload: (_file: unknown, { key, uploadId }: Place) => askPeerServer('abort', { key, uploadId }),
    completeMultipartUpload: (_file: unknown, { key, uploadId, parts }: Place & { parts: unknown }) =>
      askPeerServer('complete', { key, uploadId, parts }),
  })
  return { send: (file) => sendByUppy(uppy, file) }
}
