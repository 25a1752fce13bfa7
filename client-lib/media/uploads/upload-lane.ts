import { type AddedAssetRow, assetRowKey } from '../asset-row.ts'
import { partsAtOnce } from './next-parts.ts'
import type { UploadPorts } from './upload-ports.ts'
import { UploadRunner } from './upload-runner.ts'

/** Parts on the wire at once over all files: room for one large file, and always for a small one beside it. */
const partsOverAll = partsAtOnce + 2

/** What is on the line, or about to be. */
const moving: ReadonlySet<string> = new Set(['presigning', 'sending', 'completing'])

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
  readonly #runners = new Map<string, UploadRunner>()
  readonly #reached = new Set<string>()
  /** Files whose bytes another is just sending. */
  readonly #heldUp = new Map<string, AddedAssetRow>()
  #running = false
  #offering = false

  constructor(ports: UploadPorts, hooks: LaneHooks) {
    this.#ports = ports
    this.#hooks = hooks
  }

  start(): void {
    this.#running = true
  }

  async stop(): Promise<void> {
    this.#running = false
    const runners = [...this.#runners.values()]
    this.#runners.clear()
    this.#heldUp.clear()
    await Promise.all(runners.map((runner) => runner.close()))
  }

  runner(key: string): UploadRunner | undefined {
    return this.#runners.get(key)
  }

  /** Takes up what is unfinished and not under way. */
  takeUp(rows: readonly AddedAssetRow[]): void {
    if (!this.#running) return
    for (const row of rows) {
      if (row.upload.phase === 'stored' || row.upload.phase === 'blocked') continue
      const key = assetRowKey(row.projectId, row.assetId)
      const runner = this.#runners.get(key)
      if (runner && runner.state.phase !== 'blocked') continue
      if (this.#isHeldUp(row)) {
        this.#heldUp.set(key, row)
        continue
      }
      // A blocked one that was taken up again starts from its row, which may name other bytes on the device.
      void runner?.close()
      this.#begin(row)
    }
  }

  projectReached(projectId: string): void {
    if (this.#reached.has(projectId)) return
    this.#reached.add(projectId)
    this.#goOn()
  }

  wake(): void {
    for (const runner of this.#runners.values()) runner.wake()
  }

  #begin(row: AddedAssetRow): void {
    const runner = new UploadRunner(row, this.#ports, {
      onChange: () => {
        this.#hooks.onChange(row)
        this.#offerSoon()
      },
      onTrouble: (detail) => this.#hooks.onTrouble(detail),
    })
    this.#runners.set(assetRowKey(row.projectId, row.assetId), runner)
    runner.start()
    this.#offerSoon()
  }

  /** Equal bytes go once: of two files the second waits until the first is stored, or does not move. */
  #isHeldUp({ projectId, assetId, checksum }: AddedAssetRow): boolean {
    const own = assetRowKey(projectId, assetId)
    return [...this.#runners].some(
      ([key, { row, state }]) => key !== own && row.checksum === checksum && moving.has(state.phase),
    )
  }

  #goOn(): void {
    const rows = [...this.#heldUp.values()]
    this.#heldUp.clear()
    this.takeUp(rows)
    for (const runner of [...this.#runners.values()]) {
      const waits = runner.state.phase === 'waiting-for-project' && this.#reached.has(runner.row.projectId)
      if (waits && !this.#isHeldUp(runner.row)) runner.dispatch({ kind: 'project-reached' })
    }
  }

  /** Once for all the changes of this turn. */
  #offerSoon(): void {
    if (this.#offering) return
    this.#offering = true
    queueMicrotask(() => {
      this.#goOn()
      this.#offerSlots()
      this.#offering = false
    })
  }

  /** The file with the fewest parts on the wire goes first, the smallest of those before: a small file never queues behind a large one. */
  #offerSlots(): void {
    const declined = new Set<UploadRunner>()
    while (this.#partsOnTheWire() < partsOverAll) {
      const [next] = [...this.#runners.values()]
        .filter((runner) => runner.state.phase === 'sending' && !declined.has(runner))
        .sort((a, b) => a.partsOnTheWire - b.partsOnTheWire || a.file.sizeBytes - b.file.sizeBytes)
      if (!next) return
      const before = next.partsOnTheWire
      next.dispatch({ kind: 'slot-offered' })
      if (next.partsOnTheWire === before) declined.add(next)
    }
  }

  #partsOnTheWire(): number {
    return [...this.#runners.values()].reduce((sum, runner) => sum + runner.partsOnTheWire, 0)
  }
}
