export type { ErrorCode } from '#contract/errors.ts'
export { type EraseWish, eraseAccount } from './account/erase-account.ts'
export { readUsage } from './account/read-usage.ts'
export type { Usage, UsedOf } from './account/usage.ts'
export type {
  CloudSync,
  CloudSyncOptions,
  OverlaidEdit,
  ProjectListing,
  ProjectSync,
  ProjectsApi,
  TokenSource,
} from './cloud-sync.ts'
export type { ConflictMerge, ThreeEdits } from './conflicts/conflict-merge.ts'
export type {
  ConflictAnswer,
  ConflictSide,
  ConflictsApi,
  OpenConflict,
  RemoteConflictSide,
} from './conflicts/conflicts-api.ts'
export type { ElementId } from './conflicts/merge/element-ids.ts'
export { type ThreeWayMergeOptions, threeWayMerge } from './conflicts/merge/three-way-merge.ts'
export { UnknownConflict } from './conflicts/unknown-conflict.ts'
export { createCloudSync } from './create-cloud-sync.ts'
export { createProjectSync } from './create-project-sync.ts'
export type { RemovalWish } from './device-accounts/remove-account.ts'
export { removeFromDevice } from './device-accounts/remove-from-device.ts'
export { type Unsynced, UnsyncedWork } from './device-accounts/unsynced-work.ts'
export { acknowledgeLosses } from './diagnostics/acknowledge-losses.ts'
export { diagnose } from './diagnostics/diagnose.ts'
export type { Diagnostics, FileReport, LaneReport, Loss } from './diagnostics/diagnostics.ts'
export { selfTest } from './diagnostics/self-test.ts'
export type { SelfTestFinding } from './diagnostics/self-test-finding.ts'
export { DocumentNotSent } from './documents/document-not-sent.ts'
export { InvalidEdit } from './documents/invalid-edit.ts'
export { AssetUnreadable } from './hashing/asset-unreadable.ts'
export { listVersions } from './history/list-versions.ts'
export { nameVersion } from './history/name-version.ts'
export { ProjectUnsettled } from './history/project-unsettled.ts'
export type { NamedVersion, ProjectVersion } from './history/project-version.ts'
export { readVersion } from './history/read-version.ts'
export { HostFailed } from './host/host-failed.ts'
export { HostRefused } from './host/host-refused.ts'
export type { HostStore, ProjectEdit } from './host/host-store.ts'
export { SyncClosed } from './lifecycle/sync-closed.ts'
export { AssetIdTaken } from './media/adding/asset-id-taken.ts'
export type { AssetsApi, AssetTransfer, AssetUrl, AssetView, UploadProgress } from './media/assets-api.ts'
export { AssetDamaged } from './media/downloads/asset-damaged.ts'
export { DownloadRefused } from './media/downloads/download-refused.ts'
export { type AttachOptions, attachAsset } from './media/playing/attach-asset.ts'
export type { MediaElement } from './media/playing/media-element.ts'
export { holdUploadsWhile, type UploadCondition } from './media/uploads/hold-uploads-while.ts'
export { limitUploadRate } from './media/uploads/limit-upload-rate.ts'
export { shortestFirst } from './media/uploads/shortest-first.ts'
export type { UploadCandidate, UploadChoice, UploadLine, UploadPolicy } from './media/uploads/upload-policy.ts'
export type { FileHandle } from './media-store/in-place/file-handle.ts'
export { FilePermissionNeeded } from './media-store/in-place/file-permission-needed.ts'
export { type FilesInPlace, filesInPlace } from './media-store/in-place/files-in-place.ts'
export { DeletionRefused } from './projects/deletion-refused.ts'
export { ProjectNotOpened } from './projects/project-not-opened.ts'
export type {
  Activity,
  Durability,
  ProjectStatus,
  StatusApi,
  StatusSnapshot,
  UploadTotals,
} from './status/status-snapshot.ts'
export { StorageFull } from './storage/storage-full.ts'
export { StorageUnavailable } from './storage/storage-unavailable.ts'
export { ApiFailure, type ApiProblem } from './transport/api-failure.ts'
export { NetworkFailed } from './transport/network-failed.ts'
export { NotSignedIn } from './transport/not-signed-in.ts'
export { UnexpectedReply } from './transport/unexpected-reply.ts'
