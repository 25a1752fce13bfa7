import type { CloudSync, CloudSyncOptions } from '../cloud-sync.ts'
import type { CloudSyncPorts } from '../cloud-sync-ports.ts'
import { createConflictDesk } from '../conflicts/conflict-desk.ts'
import { createConflictsApi } from '../conflicts/create-conflicts-api.ts'
import { createAfterSave } from '../host/save-edit.ts'
import { createProjectsApi } from '../projects/create-projects-api.ts'
import { withUnreadable } from '../remote/with-unreadable.ts'
import { deriveStatus } from '../status/derive-status.ts'
import { createStatusBoard } from '../status/status-board.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'
import { createCatchUp } from './catch-up.ts'
import { hearTab } from './hear-tab.ts'
import { keepInside } from './inside-of.ts'
import { leaveParts } from './leave-parts.ts'
import { createPageCare } from './page-care.ts'
import { createPauseSwitch } from './pause-switch.ts'
import { pollSession } from './session-poll.ts'
import { afterLaneChange, afterLineChange, afterListing, afterStep, retryTroubles } from './session-reactions.ts'
import { createStoreCare } from './store-care.ts'
import { SyncClosed } from './sync-closed.ts'
import { createSyncParts } from './sync-parts.ts'

export interface SyncSession extends CloudSync {
  /** Begins to open, to listen and to wait for the lead. */
  start(): void
}

/** One account's sync in one tab, from `createCloudSync` to `close`. */
export function createSyncSession(options: CloudSyncOptions, ports: CloudSyncPorts): SyncSession {
  const closing = new AbortController()
  let leaving: readonly (() => void)[] = []
  let closed: Promise<void> | undefined
  const parts = createSyncParts(options, ports, {
    update,
    open: () => stores.open(),
    opened() {
      parts.leadership.join()
      changed()
      tabs.post({ kind: 'opened' })
    },
    laneWritten(projectId) {
      stores.wrote()
      afterLaneChange(parts, projectId)
    },
    laneAsks: (projectId, effects) => afterStep(parts, projectId, effects),
    applied: (projectId) => afterListing(parts, { projectId, mediaChanged: false }),
    leadChanged() {
      changed()
      adopt()
      catchUp()
    },
    lineChanged(before, now) {
      update()
      afterLineChange(parts, before, now)
    },
    storageFailed: (error) => stores.failed(error),
    wrote: () => stores.wrote(),
    removed,
    retryTroubles: () => retryTroubles(parts),
    reread: () => stores.reread(),
    poll: (signal) => pollSession(parts, { stores, upToDate, update }, signal),
  })
  const { account, book, duty, isDurable, leadership, ledger, line, media, opening, recovery, tabs, unreadable } = parts
  const pause = createPauseSwitch(parts, changed)
  const upToDate = createCatchUp(parts, pause, closing.signal)
  const stores = createStoreCare(parts, pause, upToDate, update)
  const opened = () => opening.whenOpen()
  const care = createPageCare(ports.page, media.assets, update)
  const status = createStatusBoard(derive)
  const conflicts = createConflictsApi(createConflictDesk(parts), book, opened)
  const sync: SyncSession = {
    status,
    conflicts,
    assets: care.assets,
    afterSave: createAfterSave(parts),
    projects: createProjectsApi({ ...parts, opened, closing: closing.signal }),
    start() {
      leaving = [
        tabs.onMessage((message) =>
          hearTab(message, parts, {
            storageFailed: stores.failed,
            removed,
            opened: () => adopt('again'),
            paused: (paused) => void pause.heard(paused),
          }),
        ),
        ports.connectivity.onWake(() => wake('hint')),
      ]
      opening.hurry()
    },
    retryNow: () => wake('user'),
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    close,
  }
  keepInside(sync, { parts, closing: closing.signal, isPersistent: care.isPersistent })
  return sync

  function removed(): void {
    // What is under way here would write rows anew.
    parts.store.close()
    void close()
  }

  function close(): Promise<void> {
    closed ??= leave()
    return closed
  }

  async function leave(): Promise<void> {
    closing.abort(new SyncClosed())
    const left = leaveParts(parts)
    for (const unsubscribe of leaving) unsubscribe()
    status.close()
    care.close()
    conflicts.close()
    await left
  }

  function changed(): void {
    duty.set(leadership.epoch() !== undefined && opening.isOpen() && !pause.isOn() && !closing.signal.aborted)
    update()
  }

  /**
   * Takes over what was made while nobody was signed in: once this tab leads, after a failure at a user's word, and
   * again as another tab opens, whose user may just have signed in.
   */
  function adopt(how: 'hurry' | 'again' = 'hurry'): void {
    if (leadership.epoch() !== undefined && isDurable()) parts.adopting?.[how]()
  }

  function update(): void {
    status.update()
    if (!closed) {
      care.look(status.get())
      recovery.look()
    }
    conflicts.update()
  }

  async function setPaused(paused: boolean): Promise<void> {
    await opened()
    await pause.set(paused)
  }

  function wake(by: 'hint' | 'user'): void {
    if (closed) return
    parts.guard.retry()
    opening.hurry()
    retryTroubles(parts)
    catchUp()
    adopt()
    if (duty.isOn()) duty.wake(by)
    else tabs.post({ kind: 'wake', by })
  }

  /**
   * A page that was frozen has not heard the other tabs, and its connection may have died: better known now than at
   * the next save.
   */
  function catchUp(): void {
    stores.reread().catch(stores.failed)
  }

  function derive(): StatusSnapshot {
    return deriveStatus({
      hasAccount: account !== null,
      durable: isDurable(),
      views: book.views(),
      saves: ledger.stages(),
      // Who does not poll does not hear of what takes their place.
      troubles: withUnreadable(ledger.troubles(), duty.isOn() ? unreadable.keys() : []),
      media: media.summary(),
      paused: pause.isOn(),
      persistent: care.isPersistent(),
      leads: leadership.epoch() !== undefined,
      ...line.get(),
      ...stores.facts(),
    })
  }
}
