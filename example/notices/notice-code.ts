import type { ErrorCode } from '#contract/errors.ts'

/** Everything the editor may have to tell: the API's codes, what the client's status says, and the editor's own. */
export type NoticeCode =
  | ErrorCode
  | 'needs-auth'
  | 'waiting'
  | 'paused'
  | 'storage-degraded'
  | 'StorageFull'
  | 'StorageUnavailable'
  | 'AssetUnreadable'
  | 'upload-refused'
  | 'NotATimeline'
  | 'RecorderMissing'
  | 'save-failed'
  | 'open-failed'
  | 'unknown'

/** What the notice's button does. */
export type NoticeAction =
  | 'sign-in'
  | 'try-now'
  | 'resume'
  | 'save-again'
  | 'choose-media'
  | 'choose-timeline'
  | 'to-library'
  | 'reload'
  | 'export'
  | 'dismiss'
