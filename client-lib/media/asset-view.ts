import { assertNever } from '../runtime/assert-never.ts'
import type { AddedAssetRow, AssetRow, CloudAssetRow, PersistedUpload } from './asset-row.ts'
import type { AssetTransfer, AssetView } from './assets-api.ts'
import type { UploadFile } from './uploads/upload-file.ts'
import { acceptedBytes } from './uploads/upload-session.ts'
import type { UploadState } from './uploads/upload-state.ts'

/** An upload under way in this tab. */
export interface LiveUpload {
  readonly state: UploadState
  readonly file: UploadFile
  readonly sentBytes: number
}

/** What the app shows of one asset: what this tab knows at first hand, else what the row says. */
export function assetView(
  row: AssetRow,
  live: { readonly upload?: LiveUpload | undefined; readonly download?: AssetTransfer | undefined },
): AssetView {
  const { assetId, projectId, fileName, mime, sizeBytes } = row
  const facts = { assetId, projectId, fileName, mime, sizeBytes, isKeptOffline: row.keepOffline === true }
  if (row.origin === 'cloud') {
    const transfer = live.download ?? cloudTransfer(row)
    return { ...facts, onThisDevice: row.mediaKey !== undefined, inTheCloud: row.state === 'stored', transfer }
  }
  const transfer = uploadTransfer(row, live.upload)
  return { ...facts, onThisDevice: true, inTheCloud: transfer.phase === 'stored', transfer }
}

function cloudTransfer(row: CloudAssetRow): AssetTransfer {
  return row.state === 'stored' ? { phase: 'stored' } : { phase: 'missing' }
}

function uploadTransfer(row: AddedAssetRow, live: LiveUpload | undefined): AssetTransfer {
  return live ? liveTransfer(live) : persistedTransfer(row.upload)
}

function liveTransfer({ state, file, sentBytes }: LiveUpload): AssetTransfer {
  switch (state.phase) {
    case 'waiting-for-project':
    case 'completing':
    case 'stored':
      return { phase: state.phase }
    case 'presigning':
    case 'sending': {
      const accepted = acceptedBytes(state.session, file)
      return { phase: 'uploading', sentBytes: accepted + sentBytes, acceptedBytes: accepted }
    }
    case 'waiting': {
      const { untilMs, reason, next } = state
      const accepted = next.step === 'presign' ? acceptedBytes(next.session, file) : file.sizeBytes
      return { phase: 'waiting', untilMs, reason, acceptedBytes: accepted }
    }
    case 'needs-auth':
      return { phase: 'blocked', code: 'needs-auth', detail: 'Sign in, and the upload goes on.' }
    case 'blocked':
      return { phase: 'blocked', code: state.code, detail: state.detail }
    default:
      return assertNever(state)
  }
}

function persistedTransfer(upload: PersistedUpload): AssetTransfer {
  switch (upload.phase) {
    case 'waiting-for-project':
    case 'completing':
    case 'stored':
      return { phase: upload.phase }
    case 'open': {
      const accepted = upload.acceptedBytes
      if (upload.wait) return { phase: 'waiting', ...upload.wait, acceptedBytes: accepted }
      return { phase: 'uploading', sentBytes: accepted, acceptedBytes: accepted }
    }
    case 'blocked':
      return { phase: 'blocked', code: upload.code, detail: upload.detail }
    default:
      return assertNever(upload)
  }
}
