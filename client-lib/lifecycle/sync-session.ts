import type { CloudSync, CloudSyncOptions, ProjectsApi } from '../cloud-sync.ts'
import type { CloudSyncPorts } from '../cloud-sync-ports.ts'
import { createConflictDesk } from '../conflicts/conflict-desk.ts'
import { type ConflictBoard, createConflictsApi } from '../conflicts/create-conflicts-api.ts'
import { HostFailed } from '../host/host-failed.ts'
import { createAfterSave, queueUnqueued } from '../host/save-edit.ts'
import type { AssetsApi } from '../media/assets-api.ts'
import { createProjectsApi } from '../projects/create-projects-api.ts'
import { newestHash } from '../queue/lane-view.ts'
import type { Look } from '../remote/change-feed.ts'
import type { ListingChange } from '../remote/keep-page.ts'
import { pollCloud } from '../remote/poll-cloud.ts'
import { withUnreadable } from '../remote/with-unreadable.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import { deriveStatus } from '../status/derive-status.ts'
import { createStatusBoard, type StatusBoard } from '../status/status-board.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'
import { type CatchUp, createCatchUp } from './catch-up.ts'
import { hearTab } from './hear-tab.ts'
import { keepInside } from './inside-of.ts'
import { leaveParts } from './leave-parts.ts'
import { type LineState, lineAfter } from './line-state.ts'
import { mendLanes } from './mend-lanes.ts'
import { createPageCare, type PageCare } from './page-care.ts'
import { createPauseSwitch, type PauseSwitch } from './pause-switch.ts'
import { afterLineChange, afterListing, afterStep, retryTroubles } from './session-reactions.ts'
import { createSyncParts, type SyncParts } from './sync-parts.ts'

/** One account's sync in one tab, from `createCloudSync` to `close`. */
export class SyncSession implements CloudSync {
  readonly afterSave: CloudSync['afterSave']
  readonly projects: ProjectsApi
  readonly assets: AssetsApi
  readonly status: StatusBoard
  readonly conflicts: ConflictBoard
  readonly #parts: SyncParts
  readonly #closing = new AbortController()
  readonly #leaving: (() => void)[] = []
  readonly #care: PageCare | undefined
  readonly #pause: PauseSwitch
  readonly #upToDate: CatchUp
  #storageTrouble: { readonly detail: string; readonly isFull: boolean } | undefined
  /** Why the app's store was not compared with the rows, while it was not. */
  #hostTrouble: LineState['refusal']
  #closed: Promise<void> | undefined

  constructor(options: CloudSyncOptions, ports: CloudSyncPorts) {
    const update = () => this.#update()
    this.#parts = createSyncParts(options, ports, {
      update,
      open: () => this.#open(),
      opened: () => {
        this.#parts.leadership.join()
        this.#changed()
      },
      step: (projectId, effects) => {
        this.#storageTrouble = undefined
        afterStep(this.#parts, projectId, effects)
      },
      applied: (projectId) => afterListing(this.#parts, { projectId, mediaChanged: false }),
      leadChanged: () => {
        this.#changed()
        this.#catchUp()
      },
      lineChanged: (before, now) => {
        update()
        afterLineChange(this.#parts, before, now)
      },
      storageFailed: (error) => this.#storageFailed(error),
      removed: () => this.#removed(),
      retryTroubles: () => retryTroubles(this.#parts),
      reread: () => this.#reread(),
      poll: (signal) => this.#poll(signal),
    })
    this.#pause = createPauseSwitch(this.#parts, () => this.#changed())
    this.#upToDate = createCatchUp(this.#parts, this.#pause, this.#closing.signal)
    const { book, opening, media } = this.#parts
    const opened = () => opening.whenOpen()
    this.status = createStatusBoard(() => this.#derive())
    this.#care = createPageCare(ports.page, media.assets, update)
    this.assets = this.#care.assets
    this.afterSave = createAfterSave(this.#parts)
    this.projects = createProjectsApi({ ...this.#parts, opened, closing: this.#closing.signal })
    this.conflicts = createConflictsApi(createConflictDesk(this.#parts), book, opened)
    const isPersistent = () => this.#care?.isPersistent()
    keepInside(this, { parts: this.#parts, closing: this.#closing.signal, isPersistent })
  }

  /** Begins to open, to listen and to wait for the lead. */
  start({ connectivity, tabs }: CloudSyncPorts): void {
    this.#leaving.push(
      tabs.onMessage((message) =>
        hearTab(message, this.#parts, {
          storageFailed: (error) => this.#storageFailed(error),
          removed: () => this.#removed(),
          paused: (paused) => void this.#pause.heard(paused),
        }),
      ),
      connectivity.onWake(() => this.#wake('hint')),
    )
    this.#parts.opening.hurry()
  }

  retryNow(): void {
    this.#wake('user')
  }

  async pause(): Promise<void> {
    await this.#setPaused(true)
  }

  async resume(): Promise<void> {
    await this.#setPaused(false)
  }

  close(): Promise<void> {
    this.#closed ??= this.#leave()
    return this.#closed
  }

  #removed(): void {
    // What is under way here would write rows anew.
    this.#parts.store.close()
    void this.close()
  }

  async #leave(): Promise<void> {
    this.#closing.abort()
    const left = leaveParts(this.#parts)
    for (const leave of this.#leaving) leave()
    this.status.close()
    this.#care?.close()
    this.conflicts.close()
    await left
  }

  /** Reads the rows, and compares them with what the host holds, where that tells. */
  async #open(): Promise<void> {
    const { bases, book, hasOwnStore, recovery } = this.#parts
    await recovery.atStart()
    await book.load()
    await this.#pause.read()
    await mendLanes(this.#parts)
    const ids = await this.#compare().catch((error: unknown) => {
      if (!(error instanceof HostFailed)) throw error
      this.#storageFailed(error)
      return book.views().map(({ lane }) => lane.projectId)
    })
    await recovery.nameEvicted()
    // What a tab shows first is what the app's store holds when it begins; what is kept here is shown once it is opened.
    for (const id of hasOwnStore ? ids : []) if (bases.get(id) === '') bases.holds(id, newestHash(book.view(id)))
    this.#storageTrouble = undefined
  }

  /** Queues what the host saved and nobody queued. */
  async #compare(): Promise<readonly string[]> {
    const ids = await this.#parts.host.list()
    await Promise.all(ids.map((projectId) => queueUnqueued(this.#parts, projectId)))
    this.#hostTrouble = undefined
    this.#update()
    return ids
  }

  #changed(): void {
    const { adopting, duty, isDurable, leadership, opening } = this.#parts
    const leads = leadership.epoch() !== undefined
    duty.set(leads && opening.isOpen() && !this.#pause.isOn() && !this.#closing.signal.aborted)
    if (leads && opening.isOpen() && isDurable()) adopting?.hurry()
    this.#update()
  }

  #update(): void {
    this.status.update()
    if (!this.#closed) {
      this.#care?.look(this.status.get())
      this.#parts.recovery.look()
    }
    this.conflicts.update()
  }

  async #setPaused(paused: boolean): Promise<void> {
    await this.#parts.opening.whenOpen()
    await this.#pause.set(paused)
  }

  #wake(by: 'hint' | 'user'): void {
    if (this.#closed) return
    const { guard, opening, duty, tabs } = this.#parts
    guard.retry()
    opening.hurry()
    retryTroubles(this.#parts)
    this.#catchUp()
    if (duty.isOn()) duty.wake(by)
    else tabs.post({ kind: 'wake', by })
  }

  /**
   * A page that was frozen has not heard the other tabs, and its connection may have died: better known now than at
   * the next save.
   */
  #catchUp(): void {
    this.#reread().catch((error: unknown) => this.#storageFailed(error))
  }

  async #reread(): Promise<void> {
    await Promise.all([this.#upToDate.all(), this.#hostTrouble && this.#compare()])
    // Whether there is room again, a write tells.
    if (this.#parts.opening.isOpen() && !this.#storageTrouble?.isFull) this.#storageTrouble = undefined
    this.#update()
  }

  #storageFailed(error: unknown, verdict = classifyFailure(error)): void {
    if (verdict.kind === 'stopped') return
    if (verdict.kind === 'blocked' && error instanceof HostFailed) this.#hostTrouble = verdict
    else this.#storageTrouble = { detail: String(error), isFull: false, ...verdict }
    this.#parts.troubles.missed()
    this.#update()
  }

  async #poll(signal: AbortSignal): Promise<Look> {
    const { line } = this.#parts
    const refusals = line.refusals()
    retryTroubles(this.#parts)
    await this.#upToDate.lanes().catch((error: unknown) => this.#storageFailed(error))
    const onListed = (change: ListingChange) => afterListing(this.#parts, change)
    const verdict = await pollCloud({ ...this.#parts, ...this.#parts.leader, onListed }, signal)
    // Who was refused meanwhile may not be parked yet, and is taken up by the next poll that is answered.
    if (verdict || line.refusals() === refusals) line.set(lineAfter(verdict))
    if (verdict?.kind === 'storage') this.#storageFailed(undefined, verdict)
    // A round that went well has written what it was told.
    else if (!verdict) this.#storageTrouble = undefined
    this.#update()
    const isFailed = verdict?.kind === 'retry'
    return { isFailed, notBeforeMs: isFailed ? (verdict.afterMs ?? 0) : 0 }
  }

  #derive(): StatusSnapshot {
    const { account, book, duty, isDurable, ledger, media, opening, leadership, line, unreadable } = this.#parts
    return deriveStatus({
      hasAccount: account !== null,
      durable: isDurable(),
      views: book.views(),
      saves: ledger.stages(),
      // Who does not poll does not hear of what takes their place.
      troubles: withUnreadable(ledger.troubles(), duty.isOn() ? unreadable.keys() : []),
      media: media.summary(),
      storageTrouble: this.#storageTrouble?.detail,
      ready: opening.isOpen() && !this.#hostTrouble,
      paused: this.#pause.isOn(),
      persistent: this.#care?.isPersistent(),
      leads: leadership.epoch() !== undefined,
      ...line.get(),
      ...(this.#hostTrouble ? { refusal: this.#hostTrouble } : {}),
    })
  }
}
