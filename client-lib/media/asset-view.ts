import { planParts } from '#contract/part-rule.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { AddedAssetRow, AssetRow, CloudAssetRow } from './asset-row.ts'
import type { AssetTransfer, AssetView, UploadProgress } from './assets-api.ts'
import { remainingMs } from './uploads/speed.ts'
import type { UploadState } from './uploads/upload-state.ts'

/** An upload under way in this tab. */
export interface LiveUpload {
  readonly state: UploadState
  readonly partsOnTheWire: number
  readonly sentBytes: number
  readonly acceptedBytes: number
  readonly bytesPerSecond: number
}

/** What this tab knows at first hand. */
export interface LiveFacts {
  readonly isPaused: boolean
  readonly upload?: LiveUpload | undefined
  /** Why no part is begun. */
  readonly hold?: { readonly hold: string; readonly untilMs?: number } | undefined
  readonly download?: AssetTransfer | undefined
}

/** What the app shows of one asset: what this tab knows at first hand, else what the row says. */
export function assetView(row: AssetRow, live: LiveFacts): AssetView {
  const { assetId, projectId, fileName, mime, sizeBytes } = row
  const facts = { assetId, projectId, fileName, mime, sizeBytes, isKeptOffline: row.keepOffline === true }
  if (row.origin === 'cloud') {
    const transfer = live.download ?? cloudTransfer(row)
    return { ...facts, onThisDevice: row.mediaKey !== undefined, inTheCloud: row.state === 'stored', transfer }
  }
  const transfer = uploadTransfer(row, live)
  const isLost = row.isMissing || (transfer.phase === 'blocked' && transfer.code.startsWith('local-bytes-'))
  return { ...facts, onThisDevice: !isLost, inTheCloud: transfer.phase === 'stored', transfer }
}

function cloudTransfer(row: CloudAssetRow): AssetTransfer {
  return row.state === 'stored' ? { phase: 'stored' } : { phase: 'missing' }
}

function uploadTransfer(row: AddedAssetRow, { upload, hold, isPaused }: LiveFacts): AssetTransfer {
  if (!upload) {
    const transfer = persistedTransfer(row)
    const acceptedBytes = 'acceptedBytes' in transfer ? transfer.acceptedBytes : 0
    return isPaused && pausable.has(transfer.phase) ? { phase: 'paused', acceptedBytes } : transfer
  }
  const { state, acceptedBytes } = upload
  const mayBegin = state.phase === 'queued' || (state.phase === 'sending' && upload.partsOnTheWire === 0)
  if (!hold || !mayBegin) return liveTransfer(row, upload)
  const { hold: reason, untilMs } = hold
  return { phase: 'held', reason, acceptedBytes, ...(untilMs === undefined ? {} : { untilMs }) }
}

const pausable: ReadonlySet<string> = new Set(['waiting-for-project', 'uploading', 'waiting', 'completing'])

function liveTransfer(row: AddedAssetRow, upload: LiveUpload): AssetTransfer {
  const { state, acceptedBytes } = upload
  switch (state.phase) {
    case 'waiting-for-project':
    case 'completing':
    case 'stored':
    case 'cancelling':
    case 'cancelled':
      return { phase: state.phase }
    case 'queued':
      return { phase: 'queued', acceptedBytes }
    case 'presigning':
    case 'sending':
      return progressOf(row, upload)
    case 'waiting':
      if (state.next.step === 'cancel') return { phase: 'cancelling' }
      return { phase: 'waiting', untilMs: state.untilMs, reason: state.reason, acceptedBytes }
    case 'needs-auth':
      if (state.next.step === 'cancel') return { phase: 'cancelling' }
      return { phase: 'blocked', code: 'needs-auth', detail: 'Sign in, and the upload goes on.', acceptedBytes }
    case 'blocked':
      return { phase: 'blocked', code: state.code, detail: state.detail, acceptedBytes }
    default:
      return assertNever(state)
  }
}

function persistedTransfer(row: AddedAssetRow): AssetTransfer {
  const { upload } = row
  switch (upload.phase) {
    case 'waiting-for-project':
    case 'completing':
    case 'stored':
    case 'cancelling':
    case 'cancelled':
      return { phase: upload.phase }
    case 'open': {
      const { acceptedBytes } = upload
      if (upload.wait) return { phase: 'waiting', ...upload.wait, acceptedBytes }
      return progressOf(row, { sentBytes: acceptedBytes, acceptedBytes, partsOnTheWire: 0, bytesPerSecond: 0 })
    }
    case 'blocked':
      return upload
    default:
      return assertNever(upload)
  }
}

function progressOf({ sizeBytes }: AddedAssetRow, upload: Omit<LiveUpload, 'state'>): UploadProgress {
  const { sentBytes, acceptedBytes, partsOnTheWire, bytesPerSecond } = upload
  const { partSizeBytes, partCount } = planParts(sizeBytes)
  const acceptedParts = Math.ceil(acceptedBytes / partSizeBytes)
  const parts = { acceptedParts, partsOnTheWire, partCount }
  const left = remainingMs(sizeBytes - sentBytes, bytesPerSecond)
  return { phase: 'uploading', sentBytes, acceptedBytes, ...parts, bytesPerSecond, remainingMs: left }
}
