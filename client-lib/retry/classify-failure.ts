import { DocumentNotSent } from '../documents/document-not-sent.ts'
import { HostFailed } from '../host/host-failed.ts'
import { SyncClosed } from '../lifecycle/sync-closed.ts'
import { StorageFull } from '../storage/storage-full.ts'
import { StorageUnavailable } from '../storage/storage-unavailable.ts'
import { Deposed } from '../tabs/deposed.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { NetworkFailed } from '../transport/network-failed.ts'
import { NotSignedIn } from '../transport/not-signed-in.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { Verdict } from './verdict.ts'

/** How long to wait where as many uploads are under way as may be. */
const uploadsEndMs = 15_000

/** The one place that decides what a failure asks for; what is not known is a bug of ours, and is not tried again. */
export function classifyFailure(error: unknown): Verdict {
  if (error instanceof ApiFailure) return classifyProblem(error)
  if (error instanceof NetworkFailed) return { kind: 'retry', reason: error.message }
  if (error instanceof UnexpectedReply) return retry(error.message, error.retryAfterMs)
  if (error instanceof DocumentNotSent) return retry(error.message, error.retryAfterMs)
  if (error instanceof NotSignedIn)
    return error.reason === 'other-account' ? { kind: 'sign-in', wrongAccount: error.message } : { kind: 'sign-in' }
  if (error instanceof StorageFull || error instanceof StorageUnavailable)
    return { kind: 'storage', detail: error.message, isFull: error instanceof StorageFull }
  if (error instanceof HostFailed) return { kind: 'blocked', code: 'app-store-failed', detail: error.message }
  if (error instanceof Deposed || error instanceof SyncClosed) return { kind: 'stopped' }
  if (error instanceof DOMException && error.name === 'AbortError') return { kind: 'stopped' }
  return { kind: 'blocked', code: 'internal', detail: `Reelsync failed by a fault of its own: ${String(error)}` }
}

/** What the same request will be told however often: a code that is new to the contract finds its place here or below. */
type RefusedForGood =
  | 'invalid-request'
  | 'version-not-found'
  | 'route-not-found'
  | 'asset-mismatch'
  | 'part-rule-changed'
  | 'request-too-large'
  | 'document-too-large'
  | 'file-too-large'
  | 'mutation-reused'
  | 'checksum-mismatch'
  | 'upgrade-required'

function classifyProblem(failure: ApiFailure): Verdict {
  const { problem, message: detail } = failure
  switch (problem.code) {
    case 'rate-limited':
    case 'unavailable':
      return retry(detail, Math.max(problem.retryAfterMs, failure.retryAfterMs ?? 0))
    case 'internal':
    // Met again only by a listing that took as long as tombstones live.
    case 'cursor-expired':
      return retry(detail, failure.retryAfterMs)
    case 'quota-exceeded':
      // Uploads end by themselves; what is stored stays until the user makes room.
      return problem.quota === 'open-uploads'
        ? retry(detail, Math.max(uploadsEndMs, failure.retryAfterMs ?? 0))
        : { kind: 'blocked', code: problem.code, detail }
    case 'unauthenticated':
    case 'token-expired':
      return { kind: 'sign-in' }
    case 'version-conflict':
      return { kind: 'conflict', winner: problem.winner }
    case 'project-not-found':
    case 'project-deleted':
      return { kind: 'project-gone', code: problem.code, detail }
    case 'snapshot-not-found':
    case 'snapshot-expired':
      return { kind: 'retry', reason: detail, anew: true }
    case 'asset-not-found':
    case 'upload-incomplete':
      return { kind: 'resume-upload', reason: detail }
    default:
      return { kind: 'blocked', code: problem.code satisfies RefusedForGood, detail }
  }
}

function retry(reason: string, afterMs: number | undefined): Verdict {
  return afterMs === undefined ? { kind: 'retry', reason } : { kind: 'retry', reason, afterMs }
}
