import type { Activity, Durability, StatusSnapshot } from 'reelsync'

export interface StatusWords {
  readonly durability: string
  readonly activity: string
  /** What the user is to do, or to leave, so that nothing ends or is lost. */
  readonly advice: string | undefined
  /** Follows what may be lost, not whether there is a network. */
  readonly severity: 'calm' | 'busy' | 'ask' | 'danger'
}

const durabilityWords: Readonly<Record<Durability, string>> = {
  unsaved: 'Not saved yet',
  'on-this-device': 'Saved on this device',
  'in-the-cloud': 'Saved in the cloud',
}

export function statusWords(snapshot: StatusSnapshot, nowMs: number): StatusWords {
  const { durability, activity, uploads } = snapshot
  return {
    durability: durabilityWords[durability],
    activity: activityWords(activity, uploads.open, nowMs),
    advice: adviceWords(snapshot),
    severity: severityOf(durability, activity),
  }
}

/** Of an edit that is on no disk the notices tell, and a moment's sending is not worth a warning. */
function adviceWords({ keepTabOpen, mayBeEvicted, activity, uploads }: StatusSnapshot): string | undefined {
  if (keepTabOpen && uploads.open > 0) return 'Keep this tab open'
  const isStuck = activity.kind !== 'idle' && activity.kind !== 'syncing'
  return mayBeEvicted && isStuck ? 'This browser may clear it if you stay away for long' : undefined
}

function activityWords(activity: Activity, openUploads: number, nowMs: number): string {
  switch (activity.kind) {
    case 'idle':
      return 'Up to date'
    case 'syncing':
      return openUploads === 0 ? 'Syncing' : `Uploading ${openUploads} ${openUploads === 1 ? 'file' : 'files'}`
    case 'paused':
      return 'Paused'
    case 'waiting':
      return `Trying again ${inWords(activity.untilMs - nowMs)}`
    case 'needs-auth':
      return 'Sign in to sync'
    case 'conflict':
      return 'Waiting for your choice'
    case 'blocked':
      return 'Needs your attention'
    case 'storage-degraded':
      return 'Storage refused'
  }
}

function inWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds <= 0) return 'now'
  return seconds < 90 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`
}

function severityOf(durability: Durability, activity: Activity): StatusWords['severity'] {
  if (activity.kind === 'storage-degraded') return 'danger'
  if (activity.kind === 'conflict' || activity.kind === 'blocked' || activity.kind === 'needs-auth') return 'ask'
  return durability === 'in-the-cloud' ? 'calm' : 'busy'
}
