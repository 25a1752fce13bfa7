import type { CompleteOutcome } from './asset-store.ts'

const missing = new Set(['NoSuchUpload', 'NoSuchKey', 'NotFound'])
/** The store is at work on this upload, or may be: whether it is done shows only later. */
const underway = new Set([
  'OperationAborted',
  'ConditionalRequestConflict',
  'AbortError',
  'TimeoutError',
  'InternalError',
])
const changed = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'BadDigest', 'InvalidRequest'])

/** What a refused copy may be called, where the part can still be sent. */
const notCopied = new Set([
  ...missing,
  'AbortError',
  'NoSuchVersion',
  'InvalidArgument',
  'InvalidRange',
  'InvalidRequest',
  'NotImplemented',
])

export function isNotCopied(error: unknown): boolean {
  return error instanceof Error && notCopied.has(error.name)
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && missing.has(error.name)
}

/** What a failed Complete means; also for a 200 with an error inside, which the SDK throws like any other. */
export function completeFailure(error: unknown): CompleteOutcome {
  const name = error instanceof Error ? error.name : ''
  if (missing.has(name)) return { kind: 'gone' }
  if (underway.has(name)) return { kind: 'assembling' }
  if (changed.has(name)) return { kind: 'parts-changed' }
  throw error
}
