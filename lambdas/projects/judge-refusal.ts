import { ApiFailure } from '../errors/api-failure.ts'
import type { ProjectRow } from './project-row.ts'
import type { ProjectMutation } from './project-store.ts'
import { recallMutation } from './recent-mutations.ts'

export type Judgement =
  /** The write was made before and its reply lost: `version` is what it made. */
  | { readonly kind: 'replayed'; readonly version: number; readonly current: ProjectRow }
  /** Another write came first. */
  | { readonly kind: 'overtaken'; readonly current: ProjectRow }
  | { readonly kind: 'refused'; readonly failure: ApiFailure }

/** Why the store did not make a change, from the row that stood in its way. */
export function judgeRefusal(mutation: ProjectMutation, current: ProjectRow | undefined): Judgement {
  if (current === undefined) return refused(new ApiFailure('project-not-found'))
  const remembered = recallMutation(current.recentMutations, mutation.mutationId, mutation.bodyHash)
  if (remembered.kind === 'same') return { kind: 'replayed', version: remembered.version, current }
  if (remembered.kind === 'other-bytes') return refused(new ApiFailure('mutation-reused'))
  if (current.deletedAtMs !== undefined) {
    return refused(new ApiFailure('project-deleted', { version: current.version, deletedAtMs: current.deletedAtMs }))
  }
  return { kind: 'overtaken', current }
}

function refused(failure: ApiFailure): Judgement {
  return { kind: 'refused', failure }
}
