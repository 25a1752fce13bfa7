import type { Activity } from '../status/status-snapshot.ts'
import { assetRowKey } from './asset-row.ts'
import type { AssetView } from './assets-api.ts'
import type { MediaSummary } from './media-lanes.ts'
import { remainingMs } from './uploads/speed.ts'

/** Worst first: what the user can do something about comes before what passes by itself. */
const order: readonly Activity['kind'][] = ['blocked', 'needs-auth', 'waiting', 'syncing', 'paused']

export interface SummaryFacts {
  /** Keys of the uploads that were open since none was. */
  readonly batch: ReadonlySet<string>
  readonly bytesPerSecond: number
}

/**
 * All uploads of this device in one line. An open file is on this device; a file still being copied is not yet.
 * @param added views of the files added here, those under preparation too
 */
export function mediaSummary(added: readonly AssetView[], facts: SummaryFacts): MediaSummary {
  const here = added.filter((view) => !view.inTheCloud)
  const open = here.filter(isOpen)
  const activities = here.map(activityOf)
  const worst = order.flatMap((kind) => activities.filter((activity) => activity.kind === kind))[0]
  const unsaved = open.some((view) => !view.onThisDevice)
  return {
    open: open.length,
    ...totalsOf(added, facts),
    worst: worst ?? { kind: 'idle' },
    // What was cancelled is on this device alone, which is what it says.
    durability: unsaved ? 'unsaved' : here.length > 0 ? 'on-this-device' : 'in-the-cloud',
  }
}

/** The uploads to count together: those that are open, and those that were since none was. */
export function batchAfter(batch: ReadonlySet<string>, added: readonly AssetView[]): ReadonlySet<string> {
  const open = added.filter((view) => !view.inTheCloud && isOpen(view)).map(keyOf)
  return open.length === 0 ? new Set() : new Set([...batch, ...open])
}

function totalsOf(added: readonly AssetView[], { batch, bytesPerSecond }: SummaryFacts) {
  const counted = added.filter((view) => batch.has(keyOf(view)) && isOpen(view))
  const going = counted.filter(({ transfer }) => transfer.phase !== 'paused' && transfer.phase !== 'blocked')
  const sum = (views: readonly AssetView[], of: (view: AssetView) => number) =>
    views.reduce((total, view) => total + of(view), 0)
  return {
    totalBytes: sum(counted, ({ sizeBytes }) => sizeBytes),
    sentBytes: sum(counted, sentBytesOf),
    acceptedBytes: sum(counted, acceptedBytesOf),
    bytesPerSecond,
    remainingMs: remainingMs(
      sum(going, (view) => view.sizeBytes - sentBytesOf(view)),
      bytesPerSecond,
    ),
  }
}

function keyOf({ projectId, assetId }: AssetView): string {
  return assetRowKey(projectId, assetId)
}

function isOpen({ transfer }: AssetView): boolean {
  return transfer.phase !== 'cancelled' && transfer.phase !== 'cancelling'
}

function activityOf({ transfer }: AssetView): Activity {
  if (transfer.phase === 'blocked') {
    const { code, detail } = transfer
    return code === 'needs-auth' ? { kind: 'needs-auth' } : { kind: 'blocked', code, detail }
  }
  if (transfer.phase === 'waiting') return { kind: 'waiting', untilMs: transfer.untilMs, reason: transfer.reason }
  if (transfer.phase === 'held') {
    const { untilMs, reason } = transfer
    return untilMs === undefined ? { kind: 'paused' } : { kind: 'waiting', untilMs, reason }
  }
  if (transfer.phase === 'paused') return { kind: 'paused' }
  const rests = transfer.phase === 'waiting-for-project' || transfer.phase === 'cancelled'
  return { kind: rests ? 'idle' : 'syncing' }
}

function sentBytesOf(view: AssetView): number {
  return view.transfer.phase === 'uploading' ? view.transfer.sentBytes : acceptedBytesOf(view)
}

function acceptedBytesOf({ transfer, sizeBytes }: AssetView): number {
  if (transfer.phase === 'completing' || transfer.phase === 'stored') return sizeBytes
  return 'acceptedBytes' in transfer ? transfer.acceptedBytes : 0
}
