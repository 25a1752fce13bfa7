import type { Mark } from '../../lambdas/housekeeping/mark.ts'
import { Broken } from './broken.ts'
import { dayMs } from './hand-clock.ts'

/** A run as it concerns one user's stored media: keys are `project#asset`. */
export interface SeenRun {
  readonly nowMs: number
  readonly unreferencedDays: number
  /** Whether it came to the end of all that the user has. */
  readonly isWhole: boolean
  readonly before: ReadonlySet<string>
  readonly after: ReadonlySet<string>
  /** What rows referred to all through it. */
  readonly listed: ReadonlySet<string>
}

const longestGapMs = 3 * dayMs

/**
 * Since when nothing has referred to one user's media, by what the runs could see. It errs on the side of housekeeping:
 * of a run that broke off it takes what serves it.
 */
export class Graces {
  readonly #found = new Map<string, Mark>()

  /** A device gave it back. */
  detached(key: string, nowMs: number): void {
    if (!this.#found.has(key)) this.#found.set(key, { sinceMs: nowMs, seenMs: nowMs })
  }

  /** A device was told that it is stored: its time begins anew. */
  attached(key: string): void {
    this.#found.delete(key)
  }

  /** @throws Broken where something went before every run of its grace had found it to be nobody's */
  ran({ nowMs, unreferencedDays, isWhole, before, after, listed }: SeenRun): void {
    for (const key of new Set([...before, ...after])) {
      const found = this.#found.get(key)
      if (listed.has(key)) {
        if (isWhole) this.#found.delete(key)
        continue
      }
      const goesOn = found !== undefined && nowMs - found.seenMs <= longestGapMs
      const mark = { sinceMs: goesOn ? found.sinceMs : nowMs, seenMs: nowMs }
      this.#found.set(key, mark)
      if (after.has(key)) continue
      if (nowMs - mark.sinceMs < unreferencedDays * dayMs) throw new Broken(`${key} went before its grace was over.`)
    }
    // What comes under the same name later is another's.
    for (const key of this.#found.keys()) if (!after.has(key)) this.#found.delete(key)
  }
}
