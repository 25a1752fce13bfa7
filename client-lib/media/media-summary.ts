import type { Activity } from '../status/status-snapshot.ts'
import type { AssetView } from './assets-api.ts'
import type { MediaSummary } from './media-lanes.ts'

/** Worst first: what the user can do something about comes before what passes by itself. */
const order: readonly Activity['kind'][] = ['blocked', 'needs-auth', 'storage-degraded', 'waiting', 'syncing', 'paused']

/**
 * All uploads of this device in one line. An open file is on this device; a file still being copied is not yet.
 * @param added views of the files added here, those under preparation too
 * @param trouble why the device refuses to keep progress, where it does
 */
export function mediaSummary(added: readonly AssetView[], trouble: string | undefined): MediaSummary {
  const here = added.filter((view) => !view.inTheCloud)
  const open = here.filter(({ transfer }) => transfer.phase !== 'cancelled' && transfer.phase !== 'cancelling')
  const activities = here.map(activityOf)
  if (trouble !== undefined) activities.push({ kind: 'storage-degraded', detail: trouble })
  const worst = order.flatMap((kind) => activities.filter((activity) => activity.kind === kind))[0]
  const unsaved = open.some((view) => !view.onThisDevice)
  return {
    open: open.length,
    totalBytes: open.reduce((sum, view) => sum + view.sizeBytes, 0),
    acceptedBytes: open.reduce((sum, view) => sum + acceptedBytesOf(view), 0),
    worst: worst ?? { kind: 'idle' },
    // What was cancelled is on this device alone, which is what it says.
    durability: unsaved ? 'unsaved' : here.length > 0 ? 'on-this-device' : 'in-the-cloud',
  }
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

function acceptedBytesOf({ transfer, sizeBytes }: AssetView): number {
  if (transfer.phase === 'completing') return sizeBytes
  return 'acceptedBytes' in transfer ? transfer.acceptedBytes : 0
}
