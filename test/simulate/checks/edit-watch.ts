import type { FaultKind } from '../faults/fault-kind.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Home } from '../world/home.ts'
import { AdoptionWatch } from './adoption-watch.ts'
import { DeletionWatch } from './deletion-watch.ts'
import { placeOf } from './edit-book.ts'
import { lookAtPauses } from './upload-watch.ts'

interface Merge {
  readonly label: string
  /** The local side. */
  readonly over: string | undefined
  readonly how: FaultKind
}

/** Looks after each change of a device that nothing durable is lost, and that it has no conflict with itself. */
export class EditWatch {
  readonly #context: RunContext
  readonly #changed = new Set<Home>()
  readonly #asked = new Set<string>()
  readonly adoptions: AdoptionWatch
  readonly deletions: DeletionWatch

  constructor(context: RunContext) {
    this.#context = context
    this.adoptions = new AdoptionWatch(context)
    this.deletions = new DeletionWatch(context)
  }

  changed(home: Home): void {
    this.#changed.add(home)
  }

  /** The user's edit is in the app's store, or in the device's where the app has none. */
  saved(home: Home, projectId: string, label: string, base: string | undefined): void {
    const { book, trace } = this.#context
    book.isOnTopOf(label, base)
    // Whoever has deleted it goes on from there, whatever a tab of theirs showed.
    if (this.deletions.isDeletedHere(home, projectId))
      book.isOnTopOf(label, book.lastDeleted(placeOf(home.account, projectId), home.device))
    const made = book.get(label)
    if (made) made.isDurable = true
    // A copy's edit takes the place of what its original is owed for, too.
    for (const [owedId, owed] of home.owed)
      if (base !== undefined && (owedId === projectId || home.splits.has(owedId))) owed.delete(base)
    // Its rows may have gone under the page that showed it.
    if (base !== undefined) home.evicted.get(projectId)?.delete(base)
    home.owe(projectId, label)
    if (home.isOfNobody) this.adoptions.saved(home)
    trace.add(home.device, `${home.account}/${projectId}: saved ${label} over ${base ?? 'nothing'}`)
    this.changed(home)
  }

  /** Its page did not show what another had made: the user may be asked about that, their own though it be. */
  savedUnaware(label: string): void {
    this.#context.book.isMadeUnaware(label, () => true)
  }

  /** Both sides of a conflict are one edit; the local one is to be in the history beside it. */
  merged(home: Home, projectId: string, { label, over, how }: Merge): void {
    const isOwed = over !== undefined && home.owed.get(projectId)?.has(over)
    this.saved(home, projectId, label, over)
    if (isOwed) home.owed.get(projectId)?.add(over)
    home.savedHere.add(label)
    this.#context.faults.note(how)
  }

  /** A side of a conflict that has become a project of its own is settled where it was. */
  applied(projectId: string, label: string): void {
    const { book } = this.#context
    if (book.get(label)?.edit.id !== projectId) book.answeredAway(label)
  }

  /** An edit that joined a conflict's local side while it was answered is answered with it; the device keeps it. */
  answered(home: Home, projectId: string): void {
    for (const label of home.gaveWay(projectId)) this.#context.book.answeredAway(label)
  }

  look(): void {
    for (const home of this.#changed) this.adoptions.look(home)
    for (const home of this.#changed) {
      if (!home.isOfNobody) for (const [projectId, owed] of home.owed) this.#lookAt(home, projectId, owed)
      for (const projectId of home.projectIds()) this.#lookForSelf(home, projectId)
      lookAtPauses(home, this.#context.verdict)
    }
    this.#changed.clear()
  }

  #lookAt(home: Home, projectId: string, owed: Set<string>): void {
    const { book, verdict } = this.#context
    const place = placeOf(home.account, projectId)
    let kept: ReadonlySet<string> | undefined
    for (const label of owed) {
      if (book.isCommitted(place, label)) owed.delete(label)
      else {
        kept ??= home.kept(projectId)
        if (kept.has(label)) continue
        const copyId = home.copyWith(projectId, label)
        if (copyId !== undefined) home.owe(copyId, label)
        else verdict.fail('1 lost silently', `${label} of ${place} was durable on ${home.device}, and is nowhere`)
        owed.delete(label)
      }
    }
  }

  #lookForSelf(home: Home, projectId: string): void {
    const { book, verdict, trace } = this.#context
    const open = home.openConflict(projectId)
    if (!open || this.#asked.has(open.conflictId)) return
    this.#asked.add(open.conflictId)
    const place = placeOf(home.account, projectId)
    const { version } = open.remote
    const winner = book.versions(place).find((one) => one.version === version)
    const sides = [open.local.hash, open.remote.hash].map((hash) => home.labelOf(projectId, hash))
    trace.add(
      home.device,
      `${place}: conflict of ${sides.join(' here with ')}, version ${version} by ${winner?.writer}`,
    )
    // A merge of this device's, which what it was just saving had not seen.
    const isUnseen = book.isUnaware(sides[0])
    const isOldOrAdopted = this.deletions.isLongAgo(home, projectId) || this.adoptions.hasTaken(sides[0])
    const isOwn = winner?.writer === home.device && !(winner.isDeletion && isOldOrAdopted)
    if (isOwn && !isUnseen && !home.isDamaged) {
      verdict.fail('3 conflict with oneself', `${home.device} asks about its own version ${version} of ${place}`)
    }
  }
}
