import { S3Client } from '@aws-sdk/client-s3'
import { answerUnavailable, outsideRetries } from './answer-unavailable.ts'

/** @param endpoint another address of S3 than the SDK would find, such as a local cloud's as the browser sees it */
export function createS3Client(endpoint?: string): S3Client {
  const client = new S3Client({
    // Otherwise the CRC32 of an empty body is signed into every upload address.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  })
  client.middlewareStack.add(answerUnavailable, outsideRetries)
  return client
}
