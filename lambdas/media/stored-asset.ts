import type { AssetIdentity } from './asset-identity.ts'

/** A project's asset that waits for an upload. */
export interface Waiter {
  readonly projectId: string
  readonly assetId: string
}

/** One attempt at uploading; its storage key is shared with no other attempt. */
export interface UploadSession {
  readonly storageKey: string
  readonly uploadId: string
}

interface Common extends AssetIdentity {
  readonly userId: string
  readonly sizeBytes: number
  /** Rows still to be told that the bytes are here. */
  readonly waiting: readonly Waiter[]
  readonly session: UploadSession
}

/** Bytes an account has or is sending, whatever projects name them. */
export type StoredAsset =
  | ({ readonly state: 'uploading' } & Common)
  | ({ readonly state: 'stored' } & Common)
  /** The store assembled something else from this session: only a session under a new key follows. */
  | ({ readonly state: 'abandoned' } & Common)
