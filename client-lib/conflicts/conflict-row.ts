import * as v from 'valibot'
import { ProjectId } from '#contract/ids.ts'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const sides = {
  schemaVersion: v.literal(1),
  conflictId: v.string(),
  projectId: ProjectId,
  local: v.object({ hash: v.string(), savedAtMs: wholeNumber }),
  remote: v.object({ hash: v.string(), savedAtMs: wholeNumber, version: wholeNumber, deviceName: v.string() }),
  sinceMs: wholeNumber,
}

/** Two edits on one base version. The contents of both sides are document rows, kept also when it is answered. */
export const ConflictRow = v.variant('state', [
  v.object({ state: v.literal('open'), ...sides }),
  v.object({
    state: v.literal('answered'),
    ...sides,
    answer: v.picklist(['local', 'remote']),
    answeredAtMs: wholeNumber,
  }),
])
export type ConflictRow = v.InferOutput<typeof ConflictRow>
export type OpenConflictRow = Extract<ConflictRow, { state: 'open' }>
export type AnsweredConflictRow = Extract<ConflictRow, { state: 'answered' }>

/** A project has at most one open conflict, under its own id; answered ones stand beside it. */
export function conflictKey(row: ConflictRow): string {
  return row.state === 'open' ? row.projectId : `${row.projectId}/${row.conflictId}`
}
