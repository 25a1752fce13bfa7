import { type PartPlan, partRange } from '#contract/part-rule.ts'
import type { ListedPart } from '../storage/asset-store.ts'

export interface PartDifferences {
  readonly missingParts: readonly number[]
  readonly mismatchedParts: readonly number[]
}

/** Which parts of the plan the store's list lacks, and which are of another size, without checksum, or in no plan. */
export function compareParts(plan: PartPlan, sizeBytes: number, listed: readonly ListedPart[]): PartDifferences {
  const has = new Map(listed.map((part) => [part.partNumber, part]))
  const missingParts: number[] = []
  const mismatchedParts = [...has.keys()].filter((partNumber) => partNumber > plan.partCount)
  for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
    const part = has.get(partNumber)
    const { start, end } = partRange(plan, sizeBytes, partNumber)
    if (part === undefined) missingParts.push(partNumber)
    else if (part.sizeBytes !== end - start || part.checksum === undefined) mismatchedParts.push(partNumber)
  }
  return { missingParts, mismatchedParts }
}
