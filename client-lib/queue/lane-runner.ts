import { createSlots } from './create-slots.ts'
import type { FollowUpContext } from './follow-up.ts'
import { createFollowUpRunner } from './follow-up-runner.ts'
import type { LaneBook } from './lane-book.ts'
import { nextStep } from './next-step.ts'
import { sendWrite, type WriteContext } from './send-write.ts'

/** Performs what the lanes want. Only the tab that leads runs one; two at once would cost requests, and nothing else. */
export interface LaneRunner {
  start(): void
  /** Aborts what is being sent; the lanes keep it. `start` may follow. */
  stop(): void
  /** Looks at the lanes again. */
  pump(): void
  /** Ends waits; `user` takes up what is blocked or lost too. */
  wake(by: 'hint' | 'user'): Promise<void>
  /** Settles once nothing is being done. */
  settled(): Promise<void>
}

export interface LaneRunnerOptions extends Omit<WriteContext, 'signal'>, Pick<FollowUpContext, 'media'> {
  readonly deviceName: string | undefined
  readonly book: LaneBook
  /** The device's store failed: nothing can be decided until it answers again. */
  readonly onStorageFailure: (error: unknown) => void
}

const lanesAtOnce = 4
/** Until a store that failed is asked again. */
const storagePauseMs = 5000

export function createLaneRunner(options: LaneRunnerOptions): LaneRunner {
  const { book, clock, random, onStorageFailure } = options
  const slots = createSlots(lanesAtOnce)
  const followUps = createFollowUpRunner(options)
  const active = new Map<string, Promise<void>>()
  const timers = new Map<string, () => void>()
  let running: AbortController | undefined

  function consider(projectId: string): void {
    if (!running || active.has(projectId)) return
    const { signal } = running
    timers.get(projectId)?.()
    timers.delete(projectId)
    const step = nextStep(book.view(projectId).lane.state)
    if (step.kind === 'wait') delay(projectId, waitLeftMs(step, clock.nowMs()), () => advance(projectId, true, signal))
    else if (step.kind !== 'rest') advance(projectId, false, signal)
  }

  function delay(projectId: string, waitMs: number, then: () => void): void {
    timers.set(projectId, clock.schedule(Math.max(0, waitMs), then))
  }

  function advance(projectId: string, waited: boolean, signal: AbortSignal): void {
    timers.delete(projectId)
    const work = slots
      .use(() => step(projectId, waited, signal))
      .then(
        () => {
          active.delete(projectId)
          consider(projectId)
        },
        (error: unknown) => {
          active.delete(projectId)
          onStorageFailure(error)
          if (running) delay(projectId, storagePauseMs, () => consider(projectId))
        },
      )
    active.set(projectId, work)
  }

  async function step(projectId: string, waited: boolean, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    if (waited) await book.dispatch(projectId, { kind: 'woken', by: 'time' })
    if (book.view(projectId).lane.state.kind === 'queued')
      await book.dispatch(projectId, { kind: 'begun', mutationId: random.id(), deviceName: options.deviceName })
    const { lane } = book.view(projectId)
    if (lane.state.kind !== 'sending' || signal.aborted) return
    const outcome = await sendWrite(lane, lane.state, { ...options, signal })
    if (outcome) await book.dispatch(projectId, outcome.event, outcome.contents)
  }

  function pump(): void {
    for (const { lane } of book.views()) consider(lane.projectId)
    followUps.pump()
  }

  return {
    start() {
      running ??= new AbortController()
      followUps.start()
      pump()
    },
    stop() {
      running?.abort()
      running = undefined
      followUps.stop()
      for (const cancel of timers.values()) cancel()
      timers.clear()
    },
    pump,
    async wake(by) {
      const resting = book.views().filter(({ lane }) => !active.has(lane.projectId) && isWakeable(lane.state.kind))
      await Promise.all(resting.map(({ lane }) => book.dispatch(lane.projectId, { kind: 'woken', by })))
      followUps.wake()
      pump()
    },
    async settled() {
      while (active.size > 0) await Promise.all(active.values())
      await followUps.settled()
    },
  }
}

/** None where the clock was set back to before the wait began. */
function waitLeftMs({ sinceMs, untilMs }: { sinceMs: number; untilMs: number }, nowMs: number): number {
  return nowMs < sinceMs ? 0 : untilMs - nowMs
}

function isWakeable(kind: string): boolean {
  return ['waiting', 'needs-auth', 'blocked', 'restoring', 'lost'].includes(kind)
}
