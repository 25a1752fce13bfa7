import type { ErrorCode } from '#contract/errors.ts'

/** What the client's status and errors say, and the editor's own. */
export type DeviceNoticeCode =
  | 'needs-auth'
  | 'other-account'
  | 'waiting'
  | 'paused'
  | 'storage-degraded'
  | 'StorageFull'
  | 'StorageUnavailable'
  | 'AssetUnreadable'
  | 'AssetIdTaken'
  | 'AssetDamaged'
  | 'DownloadRefused'
  | 'local-bytes-changed'
  | 'local-bytes-missing'
  | 'content-lost'
  | 'store-refused'
  | 'NetworkFailed'
  | 'UnexpectedReply'
  | 'NotSignedIn'
  | 'conflict-open'
  | 'app-store-refused'
  | 'HostRefused'
  | 'HostFailed'
  | 'app-store-failed'
  | 'document-unreadable'
  | 'NotATimeline'
  | 'RecorderMissing'
  | 'save-failed'
  | 'open-failed'
  | 'unknown'

/** Everything the editor may have to tell. */
export type NoticeCode = ErrorCode | DeviceNoticeCode

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
