import type { RunContext } from '../run/run-context.ts'
import type { Lane } from '../world/device-rows.ts'
import type { Home } from '../world/home.ts'
import { placeOf } from './edit-book.ts'

/** Notes what users have deleted: what they had before them, and what went with it for good. */
export class DeletionWatch {
  readonly #context: RunContext

  readonly #deletedAtMs = new Map<string, number>()

  constructor(context: RunContext) {
    this.#context = context
  }

  /** By then an edit of it is asked about; devices' clocks differ. */
  isLongAgo({ device, account }: Home, projectId: string): boolean {
    const atMs = this.#deletedAtMs.get(`${device} ${placeOf(account, projectId)}`) ?? 0
    return this.#context.time.nowMs - atMs > 22 * 3_600_000
  }

  /** Or is being deleted. */
  isDeletedHere(home: Home, projectId: string): boolean {
    const lane = home.lane(projectId)
    if (!lane && home.whenCleared.get(projectId)?.isDeleted) return true
    return lane?.acknowledged?.gone !== undefined || lane?.deleting !== undefined || isOnItsWay(lane)
  }

  /** A project's rows have changed. @param held what the device held before, by label */
  look(home: Home, projectId: string, before: Lane | undefined, held: string | undefined): void {
    const { book, faults, trace } = this.#context
    const after = home.lane(projectId)
    const place = placeOf(home.account, projectId)
    const entombedAtMs = after?.acknowledged?.entombedAtMs
    if (entombedAtMs !== undefined && entombedAtMs !== before?.acknowledged?.entombedAtMs)
      this.#deletedAtMs.set(`${home.device} ${place}`, this.#context.time.nowMs)
    if (wished(before) && !wished(after)) {
      const isEdited = after?.state?.next !== undefined
      if (isEdited) faults.note('deletion-taken-back')
      else if (after?.state?.kind === 'idle' && !after.acknowledged?.gone) faults.note('deletion-overtaken')
    }
    const isWish = after?.deleting !== undefined && before?.deleting === undefined
    const isForGood = isStuck(home, before) && (isWish || (isGone(after) && !isGone(before)))
    if (!isWish && !isForGood) return
    const listed = book.versions(place).find(({ version }) => version === after?.deleting?.version)
    // The app may have let go of it first.
    book.wishedAway(place, home.device, held ?? home.beingDeleted.get(projectId) ?? listed?.label)
    if (home.isDamaged) book.wishedAway(place, home.device, undefined)
    if (!isForGood) return
    faults.note('deleted-for-good')
    for (const label of home.owed.get(projectId) ?? []) {
      trace.add(home.device, `${place}: ${label} went by its user's word`)
      book.answeredAway(label)
    }
    home.owed.delete(projectId)
    // Who deletes it wants to hear no more of what was lost of it.
    for (const label of home.evicted.get(projectId) ?? []) book.answeredAway(label)
  }
}

function wished(lane: Lane | undefined): boolean {
  return lane?.deleting !== undefined || (isOnItsWay(lane) && !lane?.state?.next)
}

function isOnItsWay(lane: Lane | undefined): boolean {
  return lane?.state?.inFlight?.deletes === true
}

function isGone(lane: Lane | undefined): boolean {
  return lane?.acknowledged?.gone === 'removed-here' && lane.state?.kind === 'idle'
}

/** What it holds cannot reach the cloud first. */
function isStuck(home: Home, lane: Lane | undefined): boolean {
  const kind = lane?.state?.kind
  const isCopy = kind === 'idle' && lane?.acknowledged?.gone === true
  return home.isOfNobody || kind === 'blocked' || kind === 'lost' || isCopy
}
