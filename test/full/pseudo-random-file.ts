import { createCipheriv, createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { composeChecksum } from '#contract/compose-checksum.ts'
import { currentPartRule, type PartPlan, partRange, planParts } from '#contract/part-rule.ts'

/** A file on disk as a client knows it. */
export interface LargeFile {
  readonly handle: FileHandle
  readonly sizeBytes: number
  readonly plan: PartPlan
  readonly parts: readonly { readonly partNumber: number; readonly checksum: string }[]
  readonly checksum: string
  readonly partRule: number
  /** SHA-256 of the whole, hex: told by nobody on the way. */
  readonly sha256: string
}

/** Writes as many bytes as asked for, of which no two parts are alike, one part in memory at a time. */
export async function writePseudoRandomFile(path: string, sizeBytes: number): Promise<LargeFile> {
  const handle = await open(path, 'w+')
  const plan = planParts(sizeBytes)
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16, 1))
  const whole = createHash('sha256')
  const zeros = Buffer.alloc(plan.partSizeBytes)
  const parts: { partNumber: number; checksum: string }[] = []
  for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
    const { start, end } = partRange(plan, sizeBytes, partNumber)
    const bytes = cipher.update(zeros.subarray(0, end - start))
    await handle.write(bytes, 0, bytes.byteLength, start)
    whole.update(bytes)
    parts.push({ partNumber, checksum: createHash('sha256').update(bytes).digest('base64') })
  }
  const checksum = await composeChecksum(parts.map((part) => part.checksum))
  return { handle, sizeBytes, plan, parts, checksum, partRule: currentPartRule, sha256: whole.digest('hex') }
}

export async function readPart({ handle, plan, sizeBytes }: LargeFile, partNumber: number): Promise<Buffer> {
  const { start, end } = partRange(plan, sizeBytes, partNumber)
  const bytes = Buffer.alloc(end - start)
  const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, start)
  if (bytesRead !== bytes.byteLength) throw new Error(`Part ${partNumber} could not be read whole.`)
  return bytes
}
