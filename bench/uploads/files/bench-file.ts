import { createCipheriv, createHash } from 'node:crypto'
import { open, statfs } from 'node:fs/promises'
import { partRange, planParts } from '#contract/part-rule.ts'

export interface FilePart {
  readonly partNumber: number
  readonly sizeBytes: number
  /** SHA-256, base64. */
  readonly checksum: string
}

/** A file on disk, and what is known of it before anybody sends it. */
export interface BenchFile {
  readonly path: string
  readonly sizeBytes: number
  readonly partSizeBytes: number
  readonly parts: readonly FilePart[]
  /** SHA-256 of the whole, hex. */
  readonly sha256: string
}

/**
 * Writes bytes of which no two parts are alike, a part in memory at a time.
 * @param seed another one is another file
 */
export async function writeBenchFile(path: string, sizeBytes: number, seed: number): Promise<BenchFile> {
  const plan = planParts(sizeBytes)
  const key = createHash('sha256').update(`bench ${seed}`).digest().subarray(0, 16)
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  const whole = createHash('sha256')
  const zeros = Buffer.alloc(plan.partSizeBytes)
  const parts: FilePart[] = []
  const handle = await open(path, 'w')
  try {
    for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
      const { start, end } = partRange(plan, sizeBytes, partNumber)
      const bytes = cipher.update(zeros.subarray(0, end - start))
      await handle.write(bytes)
      whole.update(bytes)
      const checksum = createHash('sha256').update(bytes).digest('base64')
      parts.push({ partNumber, sizeBytes: bytes.byteLength, checksum })
    }
  } finally {
    await handle.close()
  }
  return { path, sizeBytes, partSizeBytes: plan.partSizeBytes, parts, sha256: whole.digest('hex') }
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
