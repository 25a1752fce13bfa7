import { ApiFailure } from '../errors/api-failure.ts'

const projectTag = /^"(\d{1,15})\.\d{1,15}"$/

/**
 * Holds `If-Match`, where it is sent, to the `baseVersion` beside it, which alone decides a write: a header that says
 * otherwise is a mistake of the caller. One of its tags must be strong and of that version, whatever its `mediaRev`:
 * media that arrive change no document. `*` says no more than a base above 0 does.
 *
 * @throws ApiFailure `invalid-request` naming `headers.if-match`; also for weak tags, which RFC 9110 never matches here
 */
export function checkIfMatch(ifMatch: string | undefined, baseVersion: number): void {
  if (ifMatch === undefined) return
  if (ifMatch.trim() === '*' && baseVersion > 0) return
  if (ifMatch.split(',').some((tag) => versionIn(tag) === baseVersion)) return
  const message = `must be the ETag of version ${baseVersion}, as baseVersion is`
  throw new ApiFailure('invalid-request', { issues: [{ path: 'headers.if-match', message }] })
}

function versionIn(tag: string): number | undefined {
  const [, version] = projectTag.exec(tag.trim()) ?? []
  return version === undefined ? undefined : Number(version)
}
