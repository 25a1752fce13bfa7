import { quotaExceeded } from '../accounts/quota-exceeded.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { assertNever } from '../errors/assert-never.ts'
import { judgeRefusal } from './judge-refusal.ts'
import type { MeteredProjectPorts } from './project-ports.ts'
import type { ProjectRow } from './project-row.ts'
import type { DeletedVersion, ProjectMutation, WriteOutcome } from './project-store.ts'
import { versionConflict } from './version-conflict.ts'

export interface SettledWrite<Made> {
  /** What this very mutation made, now or before. */
  readonly version: number
  readonly current: Made | ProjectRow
}

/** A purge is a few calls; one that broke off goes on the next day. */
const purgedRetryAfterMs = 60_000

/**
 * What a change came to, a deletion as any other.
 *
 * @throws ApiFailure `version-conflict`, `mutation-reused`, `project-not-found`, `project-deleted`, `quota-exceeded`,
 *   `unavailable` to a creation in the place of what is being purged
 */
export async function settleWrite<Made extends DeletedVersion>(
  ports: MeteredProjectPorts,
  mutation: ProjectMutation,
  outcome: WriteOutcome<Made>,
): Promise<SettledWrite<Made>> {
  switch (outcome.kind) {
    case 'written':
      return { version: outcome.made.version, current: outcome.made }
    case 'refused':
      return settleRefused(ports, mutation, outcome.current)
    case 'purging':
      if (mutation.baseVersion > 0) throw new ApiFailure('project-not-found')
      throw new ApiFailure('unavailable', { retryAfterMs: purgedRetryAfterMs })
    case 'over-quota':
      throw quotaExceeded(outcome)
    default:
      return assertNever(outcome)
  }
}

async function settleRefused(ports: MeteredProjectPorts, mutation: ProjectMutation, current: ProjectRow | undefined) {
  const judgement = judgeRefusal(mutation, current)
  if (judgement.kind === 'refused') throw judgement.failure
  if (judgement.kind === 'overtaken') throw await versionConflict(ports, mutation.userId, judgement.current)
  ports.meter.add('Replays', 1)
  return judgement
}
