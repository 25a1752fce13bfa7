import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import * as v from 'valibot'
import type { LocalPorts } from '../../../test/local-stores/local-ports.ts'

const Place = v.object({ key: v.string(), uploadId: v.string() })
const Part = v.object({ PartNumber: v.number(), ETag: v.string(), ChecksumSHA256: v.optional(v.string()) })
const Create = v.object({ key: v.string(), checksums: v.boolean() })
const Sign = v.object({ ...Place.entries, partNumber: v.number() })
const SignAll = v.object({
  ...Place.entries,
  parts: v.array(v.object({ partNumber: v.number(), sizeBytes: v.number(), checksum: v.string() })),
})
const Complete = v.object({ ...Place.entries, parts: v.array(Part) })

export type PeerRoutes = Readonly<Record<string, (body: unknown) => Promise<unknown>>>

/** What an app's own server does for an uploader that has none: it signs, lists and completes. */
export function createPeerRoutes({ s3, signer }: LocalPorts, Bucket: string): PeerRoutes {
  const at = ({ key, uploadId }: v.InferOutput<typeof Place>) => ({ Bucket, Key: key, UploadId: uploadId })
  return {
    create: async (body) => {
      const { key, checksums } = v.parse(Create, body)
      const checked = checksums ? ({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE' } as const) : {}
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: key, ...checked }))
      return { key, uploadId: UploadId }
    },
    sign: async (body) => {
      const { partNumber, ...place } = v.parse(Sign, body)
      const command = new UploadPartCommand({ ...at(place), PartNumber: partNumber })
      return { url: await getSignedUrl(s3, command, { expiresIn: 900 }) }
    },
    // Bound to length and checksum, as Reelsync's own addresses are.
    'sign-all': async (body) => {
      const { key, uploadId, parts } = v.parse(SignAll, body)
      return Promise.all(parts.map((part) => signer.signPart({ storageKey: key, uploadId, ...part })))
    },
    list: async (body) => {
      const { Parts = [] } = await s3.send(new ListPartsCommand(at(v.parse(Place, body))))
      return Parts.map(({ PartNumber, Size, ETag }) => ({ PartNumber, Size, ETag }))
    },
    complete: async (body) => {
      const { parts, ...place } = v.parse(Complete, body)
      const Parts = parts.map(({ ChecksumSHA256, ...part }) =>
        ChecksumSHA256 === undefined ? part : { ...part, ChecksumSHA256 },
      )
      await s3.send(new CompleteMultipartUploadCommand({ ...at(place), MultipartUpload: { Parts } }))
      return {}
    },
    abort: async (body) => {
      await s3.send(new AbortMultipartUploadCommand(at(v.parse(Place, body))))
      return {}
    },
  }
}
