import * as v from 'valibot'
import { VersionId } from '#contract/kept-version.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { ProjectPlace } from './version-row.ts'
import type { VersionPosition } from './version-store.ts'

const Cursor = v.pipe(
  v.string(),
  v.transform((text) => Buffer.from(text, 'base64url').toString('utf8')),
  v.parseJson(),
  v.strictObject({
    v: v.literal(1),
    kind: v.literal('versions'),
    user: v.string(),
    project: v.string(),
    after: v.strictObject({ id: VersionId, madeAtMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))) }),
  }),
)

export function writeVersionCursor({ userId, projectId }: ProjectPlace, after: VersionPosition): string {
  const said = { v: 1, kind: 'versions', user: userId, project: projectId, after }
  return Buffer.from(JSON.stringify(said)).toString('base64url')
}

/**
 * Where the page before ended. It needs no signature: every read takes the history from the caller and the path.
 *
 * @throws ApiFailure `invalid-request` when it was not given for this history
 */
export function readVersionCursor(text: string, { userId, projectId }: ProjectPlace): VersionPosition {
  const parsed = v.safeParse(Cursor, text)
  if (parsed.success && parsed.output.user === userId && parsed.output.project === projectId) return parsed.output.after
  const message = 'was not given by this list to this caller'
  throw new ApiFailure('invalid-request', { issues: [{ path: 'query.cursor', message }] })
}
