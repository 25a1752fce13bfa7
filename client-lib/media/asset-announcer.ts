import type { Clock } from '../runtime/clock.ts'
import { tellAll } from '../runtime/tell-all.ts'
import type { AssetView } from './assets-api.ts'

/** Progress alone is told this seldom; what else changes always. */
const progressEveryMs = 250
const progressing: ReadonlySet<string> = new Set(['preparing', 'uploading'])

/** Tells the app of its assets, no more often than a screen can show. */
export class AssetAnnouncer {
  readonly #clock: Clock
  readonly #onChange: () => void
  readonly #listeners = new Set<(view: AssetView) => void>()
  readonly #last = new Map<string, { readonly text: string; readonly facts: string; readonly atMs: number }>()

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  /** The app was given this: what differs from it is news, whatever was told before. */
  shown(view: AssetView): void {
    this.#last.set(keyOf(view), { text: JSON.stringify(view), facts: factsOf(view), atMs: this.#clock.nowMs() })
  }

  announce(view: AssetView): void {
    const key = keyOf(view)
    const last = this.#last.get(key)
    const text = JSON.stringify(view)
    const facts = factsOf(view)
    const nowMs = this.#clock.nowMs()
    if (last?.text === text) return
    const isProgress = last?.facts === facts && progressing.has(view.transfer.phase)
    // A clock that was set back an hour keeps nothing back for as long.
    if (isProgress && Math.abs(nowMs - last.atMs) < progressEveryMs) return
    this.#last.set(key, { text, facts, atMs: nowMs })
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

/** All but how far it is. */
function factsOf(view: AssetView): string {
  return JSON.stringify({ ...view, transfer: view.transfer.phase })
}
