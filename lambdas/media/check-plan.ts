import * as limits from '#contract/limits.ts'
import type { PresignBody } from '#contract/media-requests.ts'
import { currentPartRule, type PartPlan, planParts } from '#contract/part-rule.ts'
import type { AccountLimits } from '../accounts/account-limits.ts'
import { ApiFailure } from '../errors/api-failure.ts'

/**
 * How the file is cut, if what the request says about it holds together.
 *
 * @throws ApiFailure `part-rule-changed`, `file-too-large`, `invalid-request`
 */
export function checkPlan(body: PresignBody, account: Pick<AccountLimits, 'fileBytes'>): PartPlan {
  if (body.partRule !== currentPartRule) throw new ApiFailure('part-rule-changed', { partRule: currentPartRule })
  const limitBytes = Math.min(limits.fileBytes, account.fileBytes === 'none' ? limits.fileBytes : account.fileBytes)
  if (body.sizeBytes > limitBytes) throw new ApiFailure('file-too-large', { limitBytes })
  const plan = planParts(body.sizeBytes)
  const issues = [...checksumIssues(body, plan), ...partIssues(body, plan)]
  if (issues.length > 0) throw new ApiFailure('invalid-request', { issues })
  return plan
}

function checksumIssues({ checksum }: PresignBody, { partCount }: PartPlan) {
  const suffix = /-(\d+)$/.exec(checksum)?.[1]
  const parts = suffix === undefined ? 1 : Number(suffix)
  if (parts === partCount) return []
  return [{ path: 'body.checksum', message: `must be the checksum of ${partCount} parts, as the size asks for` }]
}

function partIssues({ parts, checksum }: PresignBody, { partCount }: PartPlan) {
  const numbers = parts.map(({ partNumber }) => partNumber)
  const issues: { path: string; message: string }[] = []
  if (new Set(numbers).size < numbers.length) issues.push({ path: 'body.parts', message: 'must not repeat a part' })
  for (const [index, part] of parts.entries()) {
    const path = `body.parts.${index}`
    if (part.partNumber > partCount) {
      issues.push({ path: `${path}.partNumber`, message: `must be at most ${partCount}` })
    } else if (partCount === 1 && part.checksum !== checksum) {
      issues.push({ path: `${path}.checksum`, message: "must be the file's own checksum: it is one part" })
    }
  }
  return issues
}
