import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import type { FunctionPorts } from '../../testing/cloud/run-functions.ts'
import { partsOfPage } from './kill-places.ts'
import { type KilledUpload, killedUpload } from './killed-upload.ts'
import type { PartLine } from './part-line.ts'

export interface ManyPartsTarget {
  readonly ports: FunctionPorts
  readonly s3: S3Client
  readonly bucket: string
}

export interface ManyParts {
  /** What runs the test, in its title. */
  readonly over: string
  open(): Promise<ManyPartsTarget>
  /** More than one page of them. */
  readonly partCount: number
  /** Chooses where the pages are killed. */
  readonly seed: number
  readonly timeout: number
}

/** For a store that takes small parts at Complete as well: the file goes up whole. */
export function describeManyParts({ over, open, partCount, seed, timeout }: ManyParts): void {
  const title = `a file of ${partCount} parts whose page is killed twice in each page of ListParts goes up whole, over ${over}`
  test(`[UP10, UP18] ${title}`, { timeout }, async () => {
    const target = await open()
    const { ports, s3, bucket } = target
    const upload = await killedUpload(ports, partCount, seed)
    await expectPages(target, upload)
    await upload.lastPage()
    expectResumed(upload.line)

    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: upload.userId }))
    expect(Contents.map(({ Size }) => Size)).toEqual([upload.bytes.length])
    const Key = Contents[0]?.Key as string
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))
    const bytes = await Body?.transformToByteArray()
    expect(Buffer.compare(upload.bytes, bytes ?? new Uint8Array())).toBe(0)
    expect(await ports.store.head(Key)).toEqual({ sizeBytes: upload.bytes.length, checksum: upload.checksum })
    tell(upload.line, seed)
  })
}

/** For a store that holds small parts, and refuses them at Complete: all up to there. */
export function describeManyPartsSent({ over, open, partCount, seed, timeout }: ManyParts): void {
  const title = `all ${partCount} parts of a file are there when Complete is asked for, though its page was killed twice in each page of ListParts, over ${over}`
  test(`[UP10, UP18] ${title}`, { timeout }, async () => {
    const target = await open()
    const upload = await killedUpload(target.ports, partCount, seed)
    await expectPages(target, upload)
    await upload.killedAt({ at: 'complete-asked' })
    expectResumed(upload.line)

    const listing = await target.ports.store.listParts(await openUpload(target, upload))
    if (listing.kind === 'gone') throw new Error('The upload is gone.')
    expect(listing.parts.map((part) => part.partNumber)).toEqual(upload.partChecksums.map((_, index) => index + 1))
    expect(listing.parts.map((part) => part.checksum)).toEqual(upload.partChecksums)
    expect(listing.parts.reduce((sum, part) => sum + part.sizeBytes, 0)).toBe(upload.bytes.length)
    tell(upload.line, seed)
  })
}

/** The store tells of so many parts at once, and that there are more. */
async function expectPages(target: ManyPartsTarget, upload: KilledUpload): Promise<void> {
  const { storageKey: Key, uploadId: UploadId } = await openUpload(target, upload)
  const page = await target.s3.send(new ListPartsCommand({ Bucket: target.bucket, Key, UploadId }))
  expect([page.Parts?.length, page.IsTruncated]).toEqual([partsOfPage, true])
}

async function openUpload({ s3, bucket: Bucket }: ManyPartsTarget, { userId: Prefix }: KilledUpload) {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix }))
  expect(Uploads).toHaveLength(1)
  return { storageKey: Uploads[0]?.Key as string, uploadId: Uploads[0]?.UploadId as string }
}

/** What one page knew to be there the next one was told of; only what was in flight at the kills was sent again. */
function expectResumed(line: PartLine): void {
  expect(line.sentAgain.length).toBeLessThanOrEqual(line.inFlightAtKills)
  for (const { known, listed } of line.resumed) {
    expect([...known].filter((partNumber) => !listed.has(partNumber))).toEqual([])
  }
}

function tell({ kills, inFlightAtKills, sentAgain }: PartLine, seed: number): void {
  const those = `${inFlightAtKills} parts in flight, ${sentAgain.length} of which were sent again`
  console.log(`  seed ${seed}: ${kills} kills with ${those}`)
}
