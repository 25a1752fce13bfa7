import type { Clock } from '../../runtime/clock.ts'
import { reportFault } from '../../runtime/report-fault.ts'
import { firstLimit, type LineLimit, limitAfter, mostOnTheWire } from './line-limit.ts'
import type { PartOnTheLine } from './part-sender.ts'
import { shortestFirst } from './shortest-first.ts'
import type { UploadCandidate, UploadChoice, UploadLine, UploadPolicy } from './upload-policy.ts'
import type { UploadRunner } from './upload-runner.ts'

/** A file with no more parts left than this may go beside a line that is full of large ones. */
const smallFileParts = 2

/** No line that can be used takes longer for a round trip. */
const longestRoundTripMs = 500

/** A policy that names a time gone by is not asked in a circle. */
const leastHoldMs = 100

export type Hold = Extract<UploadChoice, { hold: string }>

/** Shares one line among all files: how many parts are on it, and whose is next. */
export class LineShare {
  readonly #policy: UploadPolicy
  readonly #clock: Clock
  readonly #again: () => void
  #limit: LineLimit = firstLimit
  #begunBytes = 0
  #isMoving = false
  #roundTripMs = longestRoundTripMs
  #cancelWait: (() => void) | undefined
  #hold: Hold | undefined
  #cancelTimer = () => {}
  #isFaulty = false

  /** @param again told when a hold may be over */
  constructor(policy: UploadPolicy, clock: Clock, again: () => void) {
    this.#policy = policy
    this.#clock = clock
    this.#again = again
  }

  /** Why nothing is begun. */
  get hold(): Hold | undefined {
    return this.#hold
  }

  begun(sizeBytes: number): void {
    this.#begunBytes += sizeBytes
    // Of the first of them: a round trip is as far apart as they have to be, and where nothing moves others may.
    this.#cancelWait ??= this.#clock.schedule(this.#roundTripMs, () => {
      this.#isMoving = true
      this.#again()
    })
  }

  /** What is asked of the cloud takes a round trip, and little more. */
  answered(afterMs: number): void {
    this.#roundTripMs = Math.min(afterMs, longestRoundTripMs)
  }

  /** The network has taken bytes of what is on the wire. */
  moved(): void {
    this.#isMoving = true
  }

  learn(outcome: 'accepted' | 'failed', part: PartOnTheLine, partsOnTheWire: number): void {
    const wasFull = partsOnTheWire >= this.#limit.slots
    this.#limit = limitAfter(this.#limit, { kind: outcome, ...part, wasFull }, this.#clock.nowMs())
  }

  /** Offers what is free on the line, until nobody takes any more of it, or the policy holds. */
  offer(runners: readonly UploadRunner[]): void {
    this.#cancelTimer()
    const declined = new Set<UploadRunner>()
    this.#hold = undefined
    while (!this.#hold) {
      const now = standingOf(runners)
      if (now.parts === 0) this.#rest()
      const open = runners.filter((one) => !declined.has(one) && this.#hasRoom(one, now))
      if (open.length === 0) return
      const nowMs = this.#clock.nowMs()
      const candidates = open.map((runner) => candidateOf(runner, nowMs))
      const choice = this.#choose({ nowMs, candidates, partsOnTheWire: now.parts, begunBytes: this.#begunBytes })
      if ('hold' in choice) this.#holdFor(choice, nowMs)
      else offerTo(open[candidates.indexOf(choice.send)], declined)
    }
  }

  /** Ends a hold, and leaves no timer. */
  stop(): void {
    this.#cancelTimer()
    this.#rest()
    this.#hold = undefined
  }

  /** Nothing is on the wire. */
  #rest(): void {
    this.#isMoving = false
    this.#cancelWait?.()
    this.#cancelWait = undefined
  }

  #hasRoom({ row, state, file, partsOnTheWire }: UploadRunner, now: Standing): boolean {
    const { slots } = this.#limit
    if (state.phase !== 'queued' && state.phase !== 'sending') return false
    // All is there, and only to be completed.
    if (state.phase === 'queued' && state.next.step !== 'presign') return true
    const left = file.plan.partCount - (state.phase === 'sending' ? state.session.accepted.size : 0)
    const isSmall = left <= smallFileParts
    if (state.phase === 'sending') return left > partsOnTheWire && this.#hasSlot(now, isSmall)
    // Equal bytes go once: of two files the second waits until the first is stored, or does not move.
    if (now.moving.has(row.checksum)) return false
    // Small ones are signed ahead, so that many of them fill the line; not so many that addresses lie about and expire.
    // No fewer for a narrow line, of which signing takes nothing: one that waits for addresses is never full, nor widened.
    return now.aboutToSend < Math.max(slots, firstLimit.slots) && (isSmall || this.#hasSlot(now, false))
  }

  #hasSlot({ parts, handedOver }: Standing, isSmall: boolean): boolean {
    const { slots } = this.#limit
    const beside = isSmall ? 1 : 0
    // Large parts that set out together end together, and the line idles while all of them wait for their answers.
    const open = isSmall || this.#isMoving ? slots : Math.ceil(slots / 2)
    return parts - handedOver < open + beside && parts < mostOnTheWire(this.#limit) + beside
  }

  #choose(line: UploadLine): UploadChoice {
    try {
      const choice = this.#policy.choose(line)
      if ('hold' in choice ? isSound(choice) : line.candidates.includes(choice.send)) return choice
      throw new TypeError('The uploadPolicy chose no candidate, or holds for no reason or until no time.')
    } catch (error) {
      // The app's own mistake must not strand its files, nor be told at each part.
      if (!this.#isFaulty) reportFault(error)
      this.#isFaulty = true
    }
    return shortestFirst.choose(line)
  }

  #holdFor(hold: Hold, nowMs: number): void {
    this.#hold = hold
    if (hold.untilMs === undefined) return
    this.#cancelTimer = this.#clock.schedule(Math.max(leastHoldMs, hold.untilMs - nowMs), this.#again)
  }
}

/** Of one without a reason nobody could tell why nothing goes, and until no time is at once, again and again. */
function isSound({ hold, untilMs = 0 }: Hold): boolean {
  return typeof hold === 'string' && untilMs >= 0
}

function offerTo(runner: UploadRunner | undefined, declined: Set<UploadRunner>): void {
  const before = runner?.partsOnTheWire
  runner?.dispatch({ kind: 'slot-offered' })
  if (runner && runner.partsOnTheWire === before) declined.add(runner)
}

/** What all files have on the line, or are about to. */
interface Standing {
  readonly parts: number
  /** Parts that only wait for their answers. */
  readonly handedOver: number
  /** Begun, and nothing of them on the wire. */
  readonly aboutToSend: number
  /** Checksums of what is under way. */
  readonly moving: ReadonlySet<string>
}

const movingPhases: ReadonlySet<string> = new Set(['presigning', 'sending', 'completing'])

function standingOf(runners: readonly UploadRunner[]): Standing {
  const under = runners.filter(({ state }) => movingPhases.has(state.phase))
  return {
    parts: runners.reduce((sum, runner) => sum + runner.partsOnTheWire, 0),
    handedOver: runners.reduce((sum, runner) => sum + runner.partsHandedOver, 0),
    aboutToSend: under.filter((one) => one.partsOnTheWire === 0 && one.state.phase !== 'completing').length,
    moving: new Set(under.map(({ row }) => row.checksum)),
  }
}

function candidateOf(runner: UploadRunner, nowMs: number): UploadCandidate {
  const { projectId, assetId, fileName, mime, sizeBytes } = runner.row
  const remainingBytes = sizeBytes - runner.acceptedBytes
  return { projectId, assetId, fileName, mime, sizeBytes, remainingBytes, waitingMs: runner.waitingMs(nowMs) }
}
