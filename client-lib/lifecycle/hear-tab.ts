import { assertNever } from '../runtime/assert-never.ts'
import type { TabMessage } from '../tabs/tab-message.ts'
import type { SyncParts } from './sync-parts.ts'

export interface TabEars {
  readonly storageFailed: (error: unknown) => void
  readonly removed: () => void
  readonly opened: () => void
  readonly paused: (paused: boolean) => void
}

/** What another tab's message asks of this one. */
export function hearTab(message: TabMessage, parts: SyncParts, ears: TabEars): void {
  const { book, duty, line, media, watch } = parts
  switch (message.kind) {
    case 'lane-changed':
      book.refresh(message.projectId).then(duty.laneChanged, ears.storageFailed)
      break
    case 'project-changed':
      media.mediaChanged(message.projectId)
      watch.changed(message.projectId)
      break
    case 'assets-changed':
      media.refresh(message.keys).catch(ears.storageFailed)
      break
    case 'lead-asked':
    case 'lead-held':
      // What a tab without a store of its own says of the lead is about its own rows.
      if (parts.isDurable()) parts.leadership.hear(message)
      break
    case 'wake':
      duty.wake(message.by)
      break
    case 'opened':
      ears.opened()
      break
    case 'pause':
      ears.paused(message.paused)
      break
    case 'removed':
      ears.removed()
      break
    case 'line':
      // The tab that leads asks by itself.
      if (!duty.isOn()) line.set({ reachable: message.reachable, signedIn: message.signedIn, refusal: message.refusal })
      break
    default:
      assertNever(message)
  }
}
