import type { PartPlan } from '#contract/part-rule.ts'

/** What never changes of a file while it is uploaded. */
export interface UploadFile {
  readonly sizeBytes: number
  readonly plan: PartPlan
  /** Base64 SHA-256 of each part, in order. */
  readonly partChecksums: readonly string[]
  /** It came from another asset: of a window asked for, some may be copied in the cloud. */
  readonly hasBase: boolean
}
