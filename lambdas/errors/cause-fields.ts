import * as v from 'valibot'
import { redact } from '../gateway/redact.ts'

/** What a log may tell of an unforeseen error. */
export function causeFields(cause: unknown): Record<string, unknown> {
  // Of a row that does not parse, only where: its values are users' work, and the message holds them.
  if (v.isValiError(cause)) return { cause: cause.name, paths: cause.issues.map((i) => v.getDotPath(i)) }
  if (!(cause instanceof Error)) return { cause: typeof cause }
  return { cause: cause.name, stack: redact(cause.stack ?? cause.message) }
}
