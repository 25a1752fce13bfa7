import { readUsage } from '../account/read-usage.ts'
import type { Usage } from '../account/usage.ts'
import type { CloudSync, CloudSyncOptions, ProjectsApi } from '../cloud-sync.ts'
import type { CloudSyncPorts } from '../cloud-sync-ports.ts'
import { createConflictDesk } from '../conflicts/conflict-desk.ts'
import { type ConflictBoard, createConflictsApi } from '../conflicts/create-conflicts-api.ts'
import { createAfterSave, queueUnqueued } from '../host/save-edit.ts'
import type { AssetsApi } from '../media/assets-api.ts'
import { createProjectsApi } from '../projects/create-projects-api.ts'
import { pollCloud } from '../remote/poll-cloud.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import { deriveStatus } from '../status/derive-status.ts'
import { createStatusBoard, type StatusBoard } from '../status/status-board.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'
import { databaseVersion } from '../storage/database-version.ts'
import { StorageUnavailable } from '../storage/storage-unavailable.ts'
import { hearTab } from './hear-tab.ts'
import { lineAfter } from './line-state.ts'
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
  #paused = false
  #leading = false
  #storageTrouble: string | undefined
  #leadership: Promise<void> = Promise.resolve()
  #closed: Promise<void> | undefined

  constructor(options: CloudSyncOptions, ports: CloudSyncPorts) {
    const update = () => this.#update()
    this.#parts = createSyncParts(options, ports, {
      update,
      open: () => this.#open(),
      opened: () => this.#changed(),
      step: (projectId, effects) => {
        this.#storageTrouble = undefined
        afterStep(this.#parts, projectId, effects)
      },
      applied: (projectId) => afterListing(this.#parts, { projectId, mediaChanged: false }),
      lineChanged: (before, now) => {
        update()
        afterLineChange(this.#parts, before, now)
      },
      storageFailed: (error) => this.#storageFailed(error),
      retryTroubles: () => retryTroubles(this.#parts),
      poll: (signal) => this.#poll(signal),
    })
    const { book, opening, media } = this.#parts
    const opened = () => opening.whenOpen()
    this.status = createStatusBoard(() => this.#derive())
    this.assets = media.assets
    this.afterSave = createAfterSave(this.#parts)
    this.projects = createProjectsApi({ ...this.#parts, opened, closing: this.#closing.signal })
    this.conflicts = createConflictsApi(createConflictDesk(this.#parts), book, opened)
  }

  /** Begins to open, to listen and to wait for the lead. */
  start(account: string, { connectivity, locks, tabs }: CloudSyncPorts): void {
    this.#leaving.push(
      tabs.onMessage((message) =>
        hearTab(message, this.#parts, {
          storageFailed: (error) => this.#storageFailed(error),
          paused: (paused) => this.#nowPaused(paused),
        }),
      ),
      connectivity.onWake(() => this.#wake('hint')),
    )
    this.#parts.opening.hurry()
    const { signal } = this.#closing
    this.#leadership = locks
      // A tab of an older version cannot reach the rows any more, and must not keep the lead over them.
      .whenHeld(`reelsync-${databaseVersion}-${account}`, signal, () => this.#lead(signal))
      .catch((error: unknown) => this.#storageFailed(error))
  }

  usage(): Promise<Usage> {
    return readUsage(this.#parts.api, this.#closing.signal)
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

  async #leave(): Promise<void> {
    const { duty, opening, turns, runner, poller, media, tabs, store, watch } = this.#parts
    this.#closing.abort()
    opening.close()
    this.#parts.troubles.close()
    duty.set(false)
    for (const leave of this.#leaving) leave()
    this.status.close()
    this.conflicts.close()
    watch.close()
    await Promise.all([turns.settled(), runner.settled(), poller.settled(), media.close(), this.#leadership])
    tabs.close()
    store.close()
  }

  /** Reads the rows, and queues what the host saved and nobody queued. */
  async #open(): Promise<void> {
    const { book, store, host } = this.#parts
    await book.load()
    const pause = await store.get('device', 'pause')
    this.#paused = pause?.kind === 'pause' && pause.paused
    const ids = await host.list()
    await Promise.all(ids.map((projectId) => queueUnqueued(this.#parts, projectId)))
    this.#storageTrouble = undefined
  }

  async #lead(signal: AbortSignal): Promise<void> {
    await this.#parts.opening.whenOpen()
    this.#leading = true
    this.#changed()
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    this.#leading = false
  }

  #changed(): void {
    const { duty, opening } = this.#parts
    duty.set(this.#leading && opening.isOpen() && !this.#paused && !this.#closing.signal.aborted)
    this.#update()
  }

  #update(): void {
    this.status.update()
    this.conflicts.update()
  }

  async #setPaused(paused: boolean): Promise<void> {
    await this.#parts.opening.whenOpen()
    await this.#parts.store.transact([], () => ({
      changes: [{ put: 'device', key: 'pause', row: { schemaVersion: 1, kind: 'pause', paused } }],
      result: undefined,
    }))
    this.#parts.tabs.post({ kind: 'pause', paused })
    this.#nowPaused(paused)
  }

  #nowPaused(paused: boolean): void {
    this.#paused = paused
    this.#changed()
  }

  #wake(by: 'hint' | 'user'): void {
    const { opening, duty, tabs } = this.#parts
    opening.hurry()
    retryTroubles(this.#parts)
    if (duty.isOn()) duty.wake(by)
    else tabs.post({ kind: 'wake', by })
  }

  #storageFailed(error: unknown): void {
    const verdict = classifyFailure(error)
    this.#storageTrouble = 'detail' in verdict ? verdict.detail : String(error)
    this.#update()
  }

  async #poll(signal: AbortSignal): Promise<{ readonly notBeforeMs: number }> {
    retryTroubles(this.#parts)
    const verdict = await pollCloud({ ...this.#parts, onListed: (change) => afterListing(this.#parts, change) }, signal)
    this.#parts.line.set(lineAfter(verdict))
    if (verdict?.kind === 'storage') this.#storageFailed(new StorageUnavailable(verdict.detail))
    // A round that went well has written what it was told.
    else if (!verdict) this.#storageTrouble = undefined
    this.#update()
    return { notBeforeMs: verdict?.kind === 'retry' ? (verdict.afterMs ?? 0) : 0 }
  }

  #derive(): StatusSnapshot {
    const { book, ledger, media, opening, line } = this.#parts
    return deriveStatus({
      views: book.views(),
      saves: ledger.stages(),
      troubles: ledger.troubles(),
      media: media.summary(),
      storageTrouble: this.#storageTrouble,
      ready: opening.isOpen(),
      paused: this.#paused,
      ...line.get(),
    })
  }
}
