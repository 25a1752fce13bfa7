import type { PresignBody } from '#contract/media-requests.ts'
import { type PartPlan, partRange } from '#contract/part-rule.ts'
import type { ListedPart } from '../storage/asset-store.ts'
import type { UploadSession } from './stored-asset.ts'

/** One request's part of an upload: what was asked for, and what of it the store has. */
export interface UploadWindow {
  readonly body: PresignBody
  readonly plan: PartPlan
  readonly session: UploadSession
  /** All that the store has of the upload. */
  readonly listed: readonly ListedPart[]
  /** The asked-for parts that it does not have as asked. */
  readonly lacking: PresignBody['parts']
}

export function uploadWindow(
  body: PresignBody,
  plan: PartPlan,
  { session, listed }: Pick<UploadWindow, 'session' | 'listed'>,
): UploadWindow {
  const has = new Map(listed.map((part) => [part.partNumber, part]))
  const lacking = body.parts.filter(({ partNumber, checksum }) => {
    const there = has.get(partNumber)
    return there?.checksum !== checksum || there.sizeBytes !== rangeOf({ body, plan }, partNumber).sizeBytes
  })
  return { body, plan, session, listed, lacking }
}

/** Where a part lies in its file. */
export function rangeOf({ body, plan }: Pick<UploadWindow, 'body' | 'plan'>, partNumber: number) {
  const { start, end } = partRange(plan, body.sizeBytes, partNumber)
  return { start, end, sizeBytes: end - start }
}
