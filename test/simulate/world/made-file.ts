import { createHash } from 'node:crypto'
import { partRange, planParts } from '#contract/part-rule.ts'
import type { Chance } from '../chance/chance.ts'

export interface MadeFile {
  readonly file: File
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly partChecksums: readonly string[]
}

/** A file like no other, each of its parts too. */
export function madeFile(chance: Chance, sizeBytes: number): MadeFile {
  const bytes = new Uint8Array(sizeBytes)
  const plan = planParts(sizeBytes)
  const partChecksums: string[] = []
  for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
    const { start, end } = partRange(plan, sizeBytes, partNumber)
    for (let at = start; at < Math.min(end, start + 16); at += 1) bytes[at] = chance.whole(0, 255)
    partChecksums.push(createHash('sha256').update(bytes.subarray(start, end)).digest('base64'))
  }
  return { bytes, partChecksums, file: new File([bytes], 'clip.mp4', { type: 'video/mp4' }) }
}

/** A file that a user added, as it was given. */
export interface AddedFile extends MadeFile {
  readonly projectId: string
  readonly assetId: string
  /** Nobody was signed in when it was added. */
  readonly isTakenOver?: true
}
