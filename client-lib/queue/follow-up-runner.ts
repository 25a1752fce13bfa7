import { backoffMs } from '../retry/backoff.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import type { PendingRetry, Retries } from '../retry/retries.ts'
import { type FollowUp, followUpsOf } from './follow-up.ts'
import type { LaneBook } from './lane-book.ts'
import type { WriteContext } from './send-write.ts'

/** Tells the cloud what lanes owe it beside their edits, one thing after the other, until each is acknowledged. */
export interface FollowUpRunner {
  start(): void
  /** Aborts what is being told; the lanes keep it. `start` may follow. */
  stop(): void
  /** Looks at the lanes again. */
  pump(): void
  /** Ends waits, and tries again what was refused. */
  wake(): void
  settled(): Promise<void>
}

export interface FollowUpRunnerOptions extends Omit<WriteContext, 'signal'> {
  readonly book: LaneBook
  readonly retries: Retries
  /** The device's store failed. */
  readonly onStorageFailure: (error: unknown) => void
}

export function createFollowUpRunner(options: FollowUpRunnerOptions): FollowUpRunner {
  const { book, random, retries, onStorageFailure } = options
  const failures = new Map<string, number>()
  /** What waits, or was refused. */
  const resting = new Map<string, PendingRetry | undefined>()
  let running: AbortController | undefined
  let working: Promise<void> | undefined

  function pump(): void {
    if (!running || working) return
    const due = book
      .views()
      .flatMap(followUpsOf)
      .find(({ key }) => !resting.has(key))
    if (!due) return
    if (!failures.has(due.key)) retries.fresh('documents')
    working = perform(due, running.signal).finally(() => {
      working = undefined
      pump()
    })
  }

  async function perform(due: FollowUp, signal: AbortSignal): Promise<void> {
    try {
      const event = await due.step({ ...options, signal })
      if (failures.delete(due.key)) retries.recovered('documents')
      if (event) await book.dispatch(due.projectId, event)
      else rest(due.key)
    } catch (error) {
      if (!signal.aborted) await afterFailure(due, error).catch(onStorageFailure)
    }
  }

  async function afterFailure(due: FollowUp, error: unknown): Promise<void> {
    const { key, projectId, anew } = due
    const verdict = classifyFailure(error)
    if (verdict.kind === 'storage') onStorageFailure(error)
    // Refused or signed out, it stays on the device, and is tried again when something has changed.
    const passes = verdict.kind === 'retry' || verdict.kind === 'storage'
    if (!passes) return rest(key)
    const count = 1 + (failures.get(key) ?? 0)
    failures.set(key, count)
    const afterMs = verdict.kind === 'retry' ? verdict.afterMs : undefined
    rest(key, backoffMs({ failures: count, afterMs, fraction: random.fraction() }))
    if (verdict.kind === 'retry' && verdict.anew && anew) await book.dispatch(projectId, anew)
  }

  function rest(key: string, waitMs?: number): void {
    const over = () => {
      resting.delete(key)
      pump()
    }
    resting.set(key, waitMs === undefined ? undefined : retries.schedule('documents', waitMs, over))
  }

  function endRests(): void {
    for (const pending of resting.values()) pending?.cancel()
    resting.clear()
  }

  return {
    start() {
      if (running) return
      running = new AbortController()
      failures.clear()
      endRests()
      pump()
    },
    stop() {
      running?.abort()
      running = undefined
      endRests()
    },
    pump,
    wake() {
      // What was refused is free at once, what waits as the budget lets it.
      for (const [key, pending] of [...resting]) pending ? pending.hurry() : resting.delete(key)
      pump()
    },
    async settled() {
      while (working) await working
    },
  }
}
