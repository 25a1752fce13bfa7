import { S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { S3Signature } from '../../../lambdas/storage/s3-signature.ts'
import { S3UrlSigner } from '../../../lambdas/storage/s3-url-signer.ts'
import { SignedUrlSigner } from '../../../lambdas/storage/signed-url-signer.ts'

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'a session+token/=' }
const bucket = 'media-of-a-stage'
const file = { storageKey: 'user/snapshots/mf3k9x2a-1', sizeBytes: 40_000, checksum: `${'A'.repeat(43)}=` }
/** Of the SDK's own: it names the operation, which no store asks for. */
const ofTheSdk = ['x-id', 'x-amz-checksum-mode']

test.each(['us-east-1', 'eu-central-1', 'us-gov-west-1', 'cn-north-1'])(
  '[SR4] in %s an address is where the SDK would put it, with the same signed headers and session',
  async (region) => {
    const client = new S3Client({ region, credentials, requestChecksumCalculation: 'WHEN_REQUIRED' })
    const sdk = new S3UrlSigner(client, bucket)
    const own = new SignedUrlSigner(new S3Signature({ credentials, region: async () => region }, { bucket }))
    const download = { storageKey: file.storageKey, fileName: 'Été "1".json', mime: 'application/json' }
    for (const [theirs, ours] of [
      [await sdk.signWhole(file), await own.signWhole(file)],
      [await sdk.signDownload(download), await own.signDownload(download)],
    ] as const) {
      const [expected, given] = [new URL(theirs.url), new URL(ours.url)]
      for (const name of ofTheSdk) expected.searchParams.delete(name)
      expect([given.origin, given.pathname, ours.headers]).toEqual([expected.origin, expected.pathname, theirs.headers])
      const parameters = ({ searchParams }: URL) =>
        [...searchParams].filter(([name]) => !/Signature|Date/.test(name) || name === 'X-Amz-SignedHeaders').sort()
      expect(parameters(given)).toEqual(parameters(expected))
    }
  },
)
