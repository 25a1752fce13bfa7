import * as v from 'valibot'
import { ProjectId } from '#contract/ids.ts'
import { ApiFailure } from '../errors/api-failure.ts'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const position = v.strictObject({ id: ProjectId, updatedAtMs: v.optional(wholeNumber) })

const AnyCursor = v.strictObject({
  v: v.literal(1),
  kind: v.literal('cursor'),
  user: v.string(),
  /** When the first page was asked for. */
  startedAtMs: wholeNumber,
  /** Present in a listing of changes. */
  fromMs: v.optional(wholeNumber),
  after: position,
})
// The store refuses a position that is not in what is listed.
const Cursor = v.pipe(
  AnyCursor,
  v.check(({ fromMs = 0, after }) => (after.updatedAtMs ?? fromMs) >= fromMs),
)
export type Cursor = v.InferOutput<typeof Cursor>

const Since = v.strictObject({ v: v.literal(1), kind: v.literal('since'), user: v.string(), atMs: wholeNumber })
export type Since = v.InferOutput<typeof Since>

export function writeToken(token: Cursor | Since): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

/** @throws ApiFailure `invalid-request` when it is no cursor of this caller */
export function readCursor(text: string, userId: string): Cursor {
  return read(Cursor, 'query.cursor', text, userId)
}

/** @throws ApiFailure `invalid-request` when it is no `since` of this caller */
export function readSince(text: string, userId: string): Since {
  return read(Since, 'query.since', text, userId)
}

// A token needs no signature: every read takes the partition from the caller, never from the token.
function read<T extends Cursor | Since>(
  schema: v.GenericSchema<unknown, T>,
  path: string,
  text: string,
  userId: string,
): T {
  const parsed = v.safeParse(schema, jsonOf(text))
  if (parsed.success && parsed.output.user === userId) return parsed.output
  throw new ApiFailure('invalid-request', { issues: [{ path, message: 'was not given by this list to this caller' }] })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
