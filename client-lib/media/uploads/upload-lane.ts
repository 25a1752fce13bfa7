import { tellAll } from '../../runtime/tell-all.ts'
import { type AddedAssetRow, assetRowKey } from '../asset-row.ts'
import { type Hold, LineShare } from './line-share.ts'
import { shortestFirst } from './shortest-first.ts'
import { bytesPerSecond, type Speed, speedAfter } from './speed.ts'
import type { UploadPolicy } from './upload-policy.ts'
import type { UploadPorts } from './upload-ports.ts'
import { UploadRunner } from './upload-runner.ts'
import type { UploadState } from './upload-state.ts'

export interface LaneHooks {
  /** A file's state or progress has changed. */
  onChange(row: AddedAssetRow): void
  isPaused(row: AddedAssetRow): boolean
  /** A cancelled upload's row and bytes are to go. */
  onForget(row: AddedAssetRow): void
}

/** All uploads of this device, sharing one line. Runs only in the tab that leads. */
export class UploadLane {
  readonly #ports: UploadPorts
  readonly #hooks: LaneHooks
  readonly #policy: UploadPolicy
  readonly #share: LineShare
  readonly #runners = new Map<string, UploadRunner>()
  readonly #reached = new Set<string>()
  #running = false
  #offering = false
  #unsubscribe = () => {}
  #speed: Speed | undefined

  constructor(ports: UploadPorts, hooks: LaneHooks, policy: UploadPolicy = shortestFirst) {
    this.#ports = ports
    this.#hooks = hooks
    this.#policy = policy
    this.#share = new LineShare(policy, ports.clock, () => this.#offerSoon())
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    const subscribe = () => {
      this.#unsubscribe = this.#policy.subscribe?.(() => this.#offerSoon()) ?? (() => {})
    }
    // The app's own mistake must not strand its files, nor keep the sync from closing.
    tellAll([subscribe], undefined)
  }

  async stop(): Promise<void> {
    this.#running = false
    tellAll([this.#unsubscribe], undefined)
    this.#unsubscribe = () => {}
    this.#share.stop()
    const runners = [...this.#runners.values()]
    this.#runners.clear()
    await Promise.all(runners.map((runner) => runner.close()))
  }

  get isRunning(): boolean {
    return this.#running
  }

  runner(key: string): UploadRunner | undefined {
    return this.#runners.get(key)
  }

  /** Of all files together; 0 while nothing is on the wire. */
  get bytesPerSecond(): number {
    return this.#partsOnTheWire() > 0 ? bytesPerSecond(this.#speed) : 0
  }

  /** Why no part is begun, while the policy says so. */
  get hold(): Hold | undefined {
    return this.#share.hold
  }

  /** Does what the rows say of what is unfinished. Answers whether one had to stop, once it has, and its row is written. */
  async takeUp(rows: readonly AddedAssetRow[]): Promise<boolean> {
    if (!this.#running) return false
    const stopped = await Promise.all(rows.map((row) => this.#follow(row)))
    return stopped.some(Boolean)
  }

  projectReached(projectId: string): void {
    if (this.#reached.has(projectId)) return
    this.#reached.add(projectId)
    this.#offerSoon()
  }

  wake(): void {
    for (const runner of this.#runners.values()) runner.wake()
    this.#offerSoon()
  }

  #follow(row: AddedAssetRow): Promise<boolean> | undefined {
    const { upload } = row
    if (upload.phase === 'stored' || upload.phase === 'blocked' || upload.phase === 'cancelled') return undefined
    const key = assetRowKey(row.projectId, row.assetId)
    const runner = this.#runners.get(key)
    if (upload.phase === 'cancelling') {
      if (!runner) this.#begin(row)
      // Through the runner that sends: what it has on the wire ends first.
      else runner.dispatch({ kind: 'cancel-wanted', keepBytes: upload.keepBytes })
      return undefined
    }
    if (this.#hooks.isPaused(row)) {
      this.#runners.delete(key)
      // What it had of the line is free for the others.
      this.#offerSoon()
      return runner?.close().then(() => true)
    }
    if (runner?.state.phase === 'stored') void this.#ifMissing(key, runner).catch(() => {})
    if (runner && runner.row.mediaKey === row.mediaKey && !isToBeginAnew(runner.state)) return undefined
    // One that was taken up again starts from its row, which may name other bytes on the device.
    void runner?.close()
    this.#begin(row)
    return undefined
  }

  /** A row that says less than its upload was read before that was written, or the cloud has lost the bytes since. */
  async #ifMissing(key: string, runner: UploadRunner): Promise<void> {
    // Refused by the device, its row says less for that alone, and is written once it may.
    if (!(await runner.saved())) return
    const row = await this.#ports.store.get('assets', key)
    if (row?.origin !== 'added-here' || this.#runners.get(key) !== runner) return
    if (row.upload.phase === 'stored') return
    this.#runners.delete(key)
    void runner.close()
    this.#follow(row)
    this.#hooks.onChange(row)
  }

  #begin(row: AddedAssetRow): void {
    const key = assetRowKey(row.projectId, row.assetId)
    const runner = new UploadRunner(row, this.#ports, {
      onChange: () => {
        this.#hooks.onChange(row)
        this.#offerSoon()
      },
      onAnswered: (afterMs) => this.#share.answered(afterMs),
      onProjectMissing: () => void this.#reached.delete(row.projectId),
      onForget: () => {
        this.#runners.delete(key)
        this.#hooks.onForget(row)
      },
      onSent: (bytes) => {
        this.#speed = speedAfter(this.#speed, bytes, this.#ports.clock.nowMs())
        this.#share.moved()
      },
      onBegun: (sizeBytes) => this.#share.begun(sizeBytes),
      onLine: (outcome, part) => this.#share.learn(outcome, part, this.#partsOnTheWire()),
    })
    this.#runners.set(key, runner)
    // To cancel takes nothing of the line.
    if (row.upload.phase === 'cancelling') runner.dispatch({ kind: 'slot-offered' })
    this.#offerSoon()
  }

  /** Once for all the changes of this turn. */
  #offerSoon(): void {
    if (this.#offering) return
    this.#offering = true
    queueMicrotask(() => {
      if (this.#running) this.#offer()
      this.#offering = false
    })
  }

  #offer(): void {
    const runners = [...this.#runners.values()]
    for (const runner of runners) {
      const waits = runner.state.phase === 'waiting-for-project'
      if (waits && this.#reached.has(runner.row.projectId)) runner.dispatch({ kind: 'project-reached' })
    }
    const before = this.#share.hold
    this.#share.offer(runners)
    const { hold } = this.#share
    if (hold?.hold !== before?.hold || hold?.untilMs !== before?.untilMs) {
      for (const { row } of runners) this.#hooks.onChange(row)
    }
  }

  #partsOnTheWire(): number {
    return [...this.#runners.values()].reduce((sum, runner) => sum + runner.partsOnTheWire, 0)
  }
}

/** Its row says that it goes on, and this state does not. */
function isToBeginAnew(state: UploadState): boolean {
  if (state.phase === 'waiting' || state.phase === 'needs-auth') return state.next.step === 'cancel'
  return state.phase === 'blocked' || state.phase === 'cancelling' || state.phase === 'cancelled'
}
