import type { Activity } from 'reelsync'
import type { Notice } from './notice-list-state.ts'

/** What the sync's state has to say to the user, if anything. A conflict has a dialog of its own. */
export function statusNotice(activity: Activity): Notice | undefined {
  switch (activity.kind) {
    case 'idle':
    case 'syncing':
    case 'conflict':
      return undefined
    case 'paused':
      return { code: 'paused', detail: '' }
    case 'needs-auth':
      return { code: 'needs-auth', detail: '' }
    case 'waiting':
      return { code: 'waiting', detail: activity.reason }
    case 'blocked':
      return { code: activity.code, detail: activity.detail }
    case 'storage-degraded':
      return { code: 'storage-degraded', detail: activity.detail }
  }
}
