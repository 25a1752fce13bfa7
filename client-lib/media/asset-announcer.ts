import type { Clock } from '../runtime/clock.ts'
import { tellAll } from '../runtime/tell-all.ts'
import type { AssetView } from './assets-api.ts'

/** Progress within one phase is told this seldom; a new phase always. */
const progressEveryMs = 250

/** Tells the app of its assets, no more often than a screen can show. */
export class AssetAnnouncer {
  readonly #clock: Clock
  readonly #onChange: () => void
  readonly #listeners = new Set<(view: AssetView) => void>()
  readonly #last = new Map<string, { readonly text: string; readonly phase: string; readonly atMs: number }>()

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  /** The app was given this: what differs from it is news, whatever was told before. */
  shown(view: AssetView): void {
    const { phase } = view.transfer
    this.#last.set(keyOf(view), { text: JSON.stringify(view), phase, atMs: this.#clock.nowMs() })
  }

  announce(view: AssetView): void {
    const key = keyOf(view)
    const last = this.#last.get(key)
    const text = JSON.stringify(view)
    const { phase } = view.transfer
    const nowMs = this.#clock.nowMs()
    if (last?.text === text) return
    if (last?.phase === phase && view.inTheCloud === false && nowMs - last.atMs < progressEveryMs) return
    this.#last.set(key, { text, phase, atMs: nowMs })
    tellAll(this.#listeners, view)
    this.#onChange()
  }

  subscribe(listener: (view: AssetView) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#listeners.clear()
  }
}

function keyOf({ projectId, assetId }: AssetView): string {
  return `${projectId}/${assetId}`
}
