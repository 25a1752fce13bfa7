import { type AddedAssetRow, assetRowKey } from '../asset-row.ts'
import { type Hold, LineShare } from './line-share.ts'
import { shortestFirst } from './shortest-first.ts'
import type { UploadPolicy } from './upload-policy.ts'
import type { UploadPorts } from './upload-ports.ts'
import { UploadRunner } from './upload-runner.ts'

export interface LaneHooks {
  /** A file's state or progress has changed. */
  onChange(row: AddedAssetRow): void
  /** The device refused to keep the lane's progress, or takes it again. */
  onTrouble(detail: string | undefined): void
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

  constructor(ports: UploadPorts, hooks: LaneHooks, policy: UploadPolicy = shortestFirst) {
    this.#ports = ports
    this.#hooks = hooks
    this.#policy = policy
    this.#share = new LineShare(policy, ports.clock, () => this.#offerSoon())
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#unsubscribe = this.#policy.subscribe?.(() => this.#offerSoon()) ?? (() => {})
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#unsubscribe()
    this.#unsubscribe = () => {}
    this.#share.stop()
    const runners = [...this.#runners.values()]
    this.#runners.clear()
    await Promise.all(runners.map((runner) => runner.close()))
  }

  runner(key: string): UploadRunner | undefined {
    return this.#runners.get(key)
  }

  /** Why no part is begun, while the policy says so. */
  get hold(): Hold | undefined {
    return this.#share.hold
  }

  /** Takes up what is unfinished and not under way. */
  takeUp(rows: readonly AddedAssetRow[]): void {
    if (!this.#running) return
    for (const row of rows) {
      if (row.upload.phase === 'stored' || row.upload.phase === 'blocked') continue
      const runner = this.#runners.get(assetRowKey(row.projectId, row.assetId))
      if (runner && runner.state.phase !== 'blocked') continue
      // A blocked one that was taken up again starts from its row, which may name other bytes on the device.
      void runner?.close()
      this.#begin(row)
    }
  }

  projectReached(projectId: string): void {
    if (this.#reached.has(projectId)) return
    this.#reached.add(projectId)
    this.#offerSoon()
  }

  wake(): void {
    for (const runner of this.#runners.values()) runner.dispatch({ kind: 'woken' })
    this.#offerSoon()
  }

  #begin(row: AddedAssetRow): void {
    const key = assetRowKey(row.projectId, row.assetId)
    const runner = new UploadRunner(row, this.#ports, {
      onChange: () => {
        this.#hooks.onChange(row)
        this.#offerSoon()
      },
      onTrouble: (detail) => this.#hooks.onTrouble(detail),
      onBegun: (sizeBytes) => this.#share.begun(sizeBytes),
      onLine: (outcome, part) => this.#share.learn(outcome, part, this.#partsOnTheWire()),
    })
    this.#runners.set(key, runner)
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
