import type { Activity, Durability, StatusSnapshot } from 'reelsync'

export interface StatusWords {
  readonly durability: string
  readonly activity: string
  /** Follows what may be lost, not whether there is a network. */
  readonly severity: 'calm' | 'busy' | 'ask' | 'danger'
}

const durabilityWords: Readonly<Record<Durability, string>> = {
  unsaved: 'Not saved yet',
  'on-this-device': 'Saved on this device',
  'in-the-cloud': 'Saved in the cloud',
}

export function statusWords({ durability, activity, uploads }: StatusSnapshot, nowMs: number): StatusWords {
  return {
    durability: durabilityWords[durability],
    activity: activityWords(activity, uploads.open, nowMs),
    severity: severityOf(durability, activity),
  }
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
