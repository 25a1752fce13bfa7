import type { RunContext } from '../run/run-context.ts'
import type { Home } from '../world/home.ts'
import type { AddedFile } from '../world/made-file.ts'
import { placeOf } from './edit-book.ts'

/** Looks after work that nobody was signed in for: with nobody, until exactly one account of the device has it, once. */
export class AdoptionWatch {
  readonly #context: RunContext
  /** Where each edit, and each file of a project, is in the account that took it. */
  readonly #taken = new Map<string, string>()

  constructor(context: RunContext) {
    this.#context = context
  }

  /** In a tab that nobody is signed in for. */
  saved(signedOut: Home): void {
    const isBeingTaken = signedOut.disk.tables.has('device/adopter')
    this.#context.faults.note(isBeingTaken ? 'edited-signed-out-while-adopted' : 'worked-signed-out')
  }

  /** Whether it was made while nobody was signed in, or on top of what was, and is an account's by now. */
  hasTaken(label: string | undefined): boolean {
    return [...this.#taken.keys()].some((taken) => label !== undefined && this.#context.book.contains(label, taken))
  }

  /** A device's rows have changed. */
  look(home: Home): void {
    if (home.signedOut) this.#lookAtTaker(home, home.signedOut)
    else this.#lookAtRest(home)
  }

  #lookAtTaker(account: Home, signedOut: Home): void {
    for (const [projectId, owed] of signedOut.owed) {
      if (owed.size === 0) continue
      for (const at of placesOf(account, projectId)) {
        const kept = account.kept(at)
        for (const label of owed) if (kept.has(label)) this.#take(account, at, { signedOut, projectId, label })
      }
    }
    for (const file of signedOut.files) {
      for (const at of placesOf(account, file.projectId)) {
        if (account.disk.tables.has(`assets/${at}/${file.assetId}`)) this.#takeFile(account, at, { signedOut, file })
      }
    }
  }

  #take(
    account: Home,
    at: string,
    { signedOut, projectId, label }: { readonly signedOut: Home; readonly projectId: string; readonly label: string },
  ): void {
    const { book, faults, trace, verdict } = this.#context
    const place = placeOf(account.account, at)
    const before = this.#taken.get(label)
    if (!book.isOf(label, account.account))
      verdict.fail('3 wrong account', `${label} is in ${place}, and was ${book.get(label)?.account}'s`)
    if (before === place) return
    if (before !== undefined) {
      // What another tab saved over while it was being taken is kept beside that, too.
      const isBeside = overlaidLabels(account, at).includes(label)
      // A side of a conflict that has become a project of its own is so by its user's word.
      if (!isBeside && !account.isDamaged && !signedOut.isDamaged && account.splits.size === 0)
        verdict.fail('1 taken twice', `${label} of ${signedOut.device} is in ${before}, and in ${place}`)
      return
    }
    this.#claimed(account, signedOut, label)
    this.#taken.set(label, place)
    account.savedHere.add(label)
    if (!book.isCommitted(place, label)) account.owe(at, label)
    takeEvicted(account, at, { signedOut, projectId })
    takeUnreadable(account, at, { signedOut, projectId })
    faults.note('adopted')
    if (at !== projectId) faults.note('adopted-as-copy')
    if (overlaidLabels(signedOut, projectId).includes(label)) faults.note('adopted-overlaid')
    trace.add(account.device, `${place}: has taken ${label} over`)
  }

  #takeFile(
    account: Home,
    at: string,
    { signedOut, file }: { readonly signedOut: Home; readonly file: AddedFile },
  ): void {
    const { faults } = this.#context
    const key = `${file.projectId}/${file.assetId}`
    const place = `${account.device}/${placeOf(account.account, at)}/${file.assetId}`
    const taken = `${signedOut.device}/file ${key}`
    if (this.#taken.get(taken) === place) return
    const before = this.#taken.get(taken)
    if (before !== undefined && !before.startsWith(`${account.device}/${account.account}/`))
      this.#context.verdict.fail('3 wrong account', `file ${file.assetId} is in ${place}, and in ${before}`)
    this.#claimed(account, signedOut, key)
    this.#taken.set(taken, place)
    faults.note('adopted-file')
    if (!account.files.some(({ assetId, projectId }) => assetId === file.assetId && projectId === at))
      account.files.push({ ...file, projectId: at, isTakenOver: true })
    if (signedOut.mayBeGone.has(key) || signedOut.words.mayBeCancelled(file.assetId))
      account.mayBeGone.add(`${at}/${file.assetId}`)
  }

  /** Nobody else could have begun to. */
  #claimed(account: Home, { disk, device, isDamaged }: Home, what: string): void {
    const row = disk.tables.get('device/adopter') as { readonly account?: string } | undefined
    if (isDamaged || row?.account === account.account) return
    const detail = `${account.account} took ${what} on ${device}, which ${row?.account ?? 'nobody'} had claimed`
    this.#context.verdict.fail('3 wrong account', detail)
  }

  #lookAtRest(signedOut: Home): void {
    const { verdict } = this.#context
    for (const projectId of laneIds(signedOut))
      for (const label of overlaidLabels(signedOut, projectId))
        if (!this.#taken.has(label)) signedOut.owe(projectId, label)
    for (const [projectId, owed] of signedOut.owed) {
      if (owed.size === 0) continue
      const queued = signedOut.queued(projectId)
      for (const label of owed) {
        if (queued.has(label)) continue
        // Saved by the app, and not queued yet: its next start does that.
        if (signedOut.holds(projectId) === label && !this.#taken.has(label)) continue
        if (!this.#taken.has(label))
          verdict.fail(
            '1 lost silently',
            `${label} of ${projectId}, made signed out on ${signedOut.device}, is nowhere`,
          )
        owed.delete(label)
      }
    }
    this.#letGo(signedOut)
    this.#lookAtFiles(signedOut)
  }

  /** An app keeps no longer for nobody what an account has taken over, damaged meanwhile or not. */
  #letGo(signedOut: Home): void {
    for (const [projectId, { name }] of [...signedOut.saved])
      if (this.#taken.has(name) && !signedOut.lane(projectId)) signedOut.saved.delete(projectId)
  }

  #lookAtFiles(signedOut: Home): void {
    const { device, disk, files, isDamaged, mayBeGone } = signedOut
    for (const { projectId, assetId } of [...files]) {
      const key = `${projectId}/${assetId}`
      if (disk.tables.has(`assets/${key}`)) continue
      const isTaken = this.#taken.has(`${device}/file ${key}`)
      if (!isTaken && (isDamaged || mayBeGone.has(key))) continue
      if (!isTaken)
        this.#context.verdict.fail('1 lost silently', `file ${key}, added signed out on ${device}, is nowhere`)
      const index = files.findIndex((file) => file.projectId === projectId && file.assetId === assetId)
      files.splice(index, 1)
    }
  }
}

/** What was named as lost of a project goes along with it. */
function takeEvicted(
  { evicted }: Home,
  at: string,
  { signedOut, projectId }: { readonly signedOut: Home; readonly projectId: string },
): void {
  const labels = signedOut.evicted.get(projectId) ?? []
  evicted.set(at, new Set([...(evicted.get(at) ?? []), ...labels]))
  signedOut.evicted.delete(projectId)
}

/** What cannot be read beside it goes with it, and is to be named as lost. */
function takeUnreadable(
  { evicted }: Home,
  at: string,
  { signedOut, projectId }: { readonly signedOut: Home; readonly projectId: string },
): void {
  const owed = signedOut.owed.get(projectId)
  for (const label of signedOut.unreadable(projectId)) {
    if (owed?.delete(label)) evicted.set(at, new Set([...(evicted.get(at) ?? []), label]))
  }
}

/** Its own id, and copies beside another project of that id. */
function placesOf({ disk, saved }: Home, projectId: string): readonly string[] {
  const lanes = [...disk.tables.keys()].flatMap((key) => (key.startsWith('lanes/copy-') ? [key.slice(6)] : []))
  const held = [...saved.keys()].filter((id) => id.startsWith('copy-'))
  return [...new Set([projectId, ...lanes, ...held])]
}

function laneIds({ disk }: Home): readonly string[] {
  return [...disk.tables.keys()].flatMap((key) => (key.startsWith('lanes/') ? [key.slice(6)] : []))
}

function overlaidLabels(home: Home, projectId: string): readonly string[] {
  return (home.lane(projectId)?.overlaid ?? []).flatMap(({ hash }) => home.labelOf(projectId, hash) ?? [])
}
