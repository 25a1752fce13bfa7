import * as v from 'valibot'
import { Mime } from '#contract/media.ts'

/** A file's media type as the contract takes it, without parameters; bytes without one are just bytes. */
export function wireMime(type: string): string {
  const bare = type.split(';')[0]?.trim() ?? ''
  return v.is(Mime, bare) ? bare : 'application/octet-stream'
}
