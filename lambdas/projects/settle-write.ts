import type { Meter } from '../metrics/meter.ts'
import type { SnapshotPorts } from '../snapshots/snapshot-ports.ts'
import { judgeRefusal } from './judge-refusal.ts'
import type { ProjectRow } from './project-row.ts'
import type { ProjectMutation, WriteOutcome } from './project-store.ts'
import { versionConflict } from './version-conflict.ts'

export interface SettledWrite {
  /** What this very mutation made, now or before. */
  readonly version: number
  readonly current: ProjectRow
}

/**
 * What a change came to, a deletion as any other.
 *
 * @throws ApiFailure `version-conflict`, `mutation-reused`, `project-not-found`, `project-deleted`
 */
export async function settleWrite(
  ports: SnapshotPorts & { readonly meter: Meter },
  mutation: ProjectMutation,
  outcome: WriteOutcome,
): Promise<SettledWrite> {
  if (outcome.kind === 'written') return { version: outcome.row.version, current: outcome.row }
  const judgement = judgeRefusal(mutation, outcome.current)
  if (judgement.kind === 'refused') throw judgement.failure
  if (judgement.kind === 'overtaken') throw await versionConflict(ports, judgement.current)
  ports.meter.add('Replays', 1)
  return judgement
}
