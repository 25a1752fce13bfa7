import type { PendingRetry, Retries } from '../retry/retries.ts'
import { createSlots } from './create-slots.ts'
import { createFollowUpRunner } from './follow-up-runner.ts'
import type { LaneBook } from './lane-book.ts'
import type { LaneEvent } from './lane-event.ts'
import { isMoved } from './lane-transition.ts'
import type { LaneView } from './lane-view.ts'
import { type NextStep, nextStep } from './next-step.ts'
import { sendWrite, type WriteContext } from './send-write.ts'

/** Performs what the lanes want. Only the tab that leads runs one; two at once would cost requests, and nothing else. */
export interface LaneRunner {
  start(): void
  /** Aborts what is being sent; the lanes keep it. `start` may follow. */
  stop(): void
  /** Looks at the lanes again. */
  pump(): void
  /** Ends waits, as far as the budget of retries lets it; `user` takes up what is blocked or lost too. */
  wake(by: 'hint' | 'user'): Promise<void>
  /** Settles once nothing is being done. */
  settled(): Promise<void>
}

export interface LaneRunnerOptions extends Omit<WriteContext, 'signal'> {
  /** Null where nobody is signed in. */
  readonly account: string | null
  readonly deviceName: string | undefined
  readonly book: LaneBook
  readonly retries: Retries
  /** The device's store failed: nothing can be decided until it answers again. */
  readonly onStorageFailure: (error: unknown) => void
}

type Wait = Extract<NextStep, { kind: 'wait' }>

/** The cloud has answered the write. */
const comeThrough = new Set<LaneEvent['kind']>(['acknowledged', 'conflicted', 'entombed', 'overtaken'])
const lanesAtOnce = 4
/** Until a store that failed is asked again. */
const storagePauseMs = 5000

export function createLaneRunner(options: LaneRunnerOptions): LaneRunner {
  const { book, clock, random, retries, onStorageFailure } = options
  const slots = createSlots(lanesAtOnce)
  const followUps = createFollowUpRunner(options)
  const active = new Map<string, Promise<void>>()
  const waits = new Map<string, PendingRetry & { untilMs: number }>()
  let running: AbortController | undefined

  function consider(projectId: string): void {
    if (!running || active.has(projectId)) return
    const { signal } = running
    const step = nextStep(book.view(projectId).lane)
    // It waits for that already, or is held for longer, and keeps its turn.
    if (step.kind === 'wait' && step.untilMs <= (waits.get(projectId)?.untilMs ?? -1)) return
    endWait(projectId)
    if (step.kind === 'wait') wait(projectId, step, signal)
    else if (step.kind !== 'rest') advance(projectId, false, signal)
  }

  function wait(projectId: string, step: Wait, signal: AbortSignal): void {
    const go = () => advance(projectId, true, signal)
    const pending = retries.schedule('documents', waitLeftMs(step, clock.nowMs()), go, (untilMs) => {
      waits.set(projectId, { ...pending, untilMs })
      book.dispatch(projectId, { kind: 'held', untilMs }).catch(onStorageFailure)
    })
    waits.set(projectId, { ...pending, untilMs: step.untilMs })
  }

  function endWait(projectId: string): void {
    waits.get(projectId)?.cancel()
    waits.delete(projectId)
  }

  function advance(projectId: string, waited: boolean, signal: AbortSignal): void {
    endWait(projectId)
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
          if (!running) return
          const cancel = clock.schedule(storagePauseMs, () => consider(projectId))
          waits.set(projectId, { cancel, hurry: () => undefined, untilMs: -1 })
        },
      )
    active.set(projectId, work)
  }

  async function step(projectId: string, waited: boolean, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    if (waited) await book.dispatch(projectId, { kind: 'woken', by: 'hint' })
    if (nextStep(book.view(projectId).lane).kind === 'begin') {
      await book.dispatch(projectId, { kind: 'begun', mutationId: random.id(), deviceName: options.deviceName })
      retries.fresh('documents')
    }
    const { lane } = book.view(projectId)
    if (lane.state.kind !== 'sending' || signal.aborted) return
    const outcome = await sendWrite(lane, lane.state, { ...options, signal })
    const told = outcome?.event.kind
    if (told && comeThrough.has(told) && lane.state.failures > 0) retries.recovered('documents')
    if (outcome) await book.dispatch(projectId, outcome.event, outcome.contents)
  }

  function pump(): void {
    for (const { lane } of book.views()) consider(lane.projectId)
    followUps.pump()
  }

  return {
    start() {
      // What nobody can send is not begun: what has begun passes for on its way to the cloud's history.
      if (options.account === null) return
      running ??= new AbortController()
      followUps.start()
      pump()
    },
    stop() {
      running?.abort()
      running = undefined
      followUps.stop()
      for (const projectId of [...waits.keys()]) endWait(projectId)
    },
    pump,
    async wake(by) {
      if (!running) return
      for (const { hurry } of [...waits.values()]) hurry()
      const woken = { kind: 'woken', by } as const
      // What is being sent, or has its turn to come, is not woken.
      const isWoken = (view: LaneView) =>
        !active.has(view.lane.projectId) && nextStep(view.lane).kind === 'rest' && isMoved(view, woken, clock.nowMs())
      const resting = book.views().filter(isWoken)
      await Promise.all(resting.map(({ lane }) => book.dispatch(lane.projectId, woken)))
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
function waitLeftMs({ sinceMs, untilMs }: Wait, nowMs: number): number {
  return nowMs < sinceMs ? 0 : untilMs - nowMs
}
