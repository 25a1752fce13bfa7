import type { Loss } from '../../../client-lib/diagnostics/diagnostics.ts'
import type { DeviceName } from '../plan/deed.ts'
import type { Account } from '../world/cloud-reader.ts'
import type { BookEntry, CallEnd, DeviceDeed } from './entries.ts'

/** Where a save that was called kept is in the end. */
export type SaveEnd =
  | 'in-history'
  | 'conflict'
  | 'overlaid'
  | 'here'
  /** By a later save of the same page, or of one that had seen it. */
  | 'replaced'
  | 'named-lost'
  /** By its user: the account was removed from the device, or nobody's project deleted. */
  | 'taken-away'
  /** The rows were cleared, and the browser killed before it had its notes of them on disk. */
  | 'lost-with-its-notes'
  | 'lost'

/** What is known once all is still. */
export interface Evidence {
  readonly saves: readonly BookEntry<'save'>[]
  readonly looks: readonly BookEntry<'look'>[]
  readonly deletions: readonly BookEntry<'delete'>[]
  readonly removals: readonly BookEntry<'remove'>[]
  endOf(key: string): CallEnd
  /** Labels that the cloud's history has, of whichever account. */
  readonly history: ReadonlySet<string>
  readonly keptHere: ReadonlyMap<string, 'conflict' | 'overlaid' | 'here'>
  readonly cleared: readonly DeviceDeed[]
  readonly killed: readonly DeviceDeed[]
  readonly losses: readonly { readonly device: DeviceName; readonly account: Account; readonly loss: Loss }[]
}

export function endOfSave(save: BookEntry<'save'>, evidence: Evidence): SaveEnd {
  if (evidence.history.has(save.key)) return 'in-history'
  const kept = evidence.keptHere.get(save.key)
  if (kept !== undefined) return kept
  if (isReplaced(save, evidence)) return 'replaced'
  if (isTakenAway(save, evidence)) return 'taken-away'
  if (isNamed(save, evidence)) return 'named-lost'
  return wentWithNotes(save, evidence) ? 'lost-with-its-notes' : 'lost'
}

/** One that was never answered counts only where it is somewhere: its page may have died before it was kept. */
function isReplaced(save: BookEntry<'save'>, evidence: Evidence): boolean {
  return evidence.saves.some((later) => {
    if (later.deed <= save.deed || !isOfSameCopy(later, save)) return false
    const end = evidence.endOf(later.key)
    if (end.kind === 'refused') return false
    if (later.life !== save.life && !hadSeen(later, save, evidence)) return false
    return end.kind === 'made' || endOfSave(later, evidence) !== 'lost'
  })
}

function hadSeen(later: BookEntry<'save'>, save: BookEntry<'save'>, { looks, endOf }: Evidence): boolean {
  return looks.some((look) => {
    if (look.life !== later.life || look.deed > later.deed) return false
    return (look.project ?? save.project) === save.project && wasOpenSince(look, save, endOf)
  })
}

function isTakenAway(save: BookEntry<'save'>, { removals, deletions, endOf }: Evidence): boolean {
  const isRemoved = removals.some((removal) => {
    if (removal.device !== save.device || endOf(removal.key).kind === 'refused') return false
    // What nobody had may be the account's by then.
    const isItsOwn = removal.account === save.account || save.account === null
    // Else what was there before it would have been named; what comes while it is carried out goes with it.
    return (removal.evenUnsynced || removal.deed <= save.deed) && isItsOwn && wasOpenSince(removal, save, endOf)
  })
  // What no account has is in no cloud to be brought back from.
  const isDeleted = deletions.some(
    (deletion) => deletion.account === null && isOfSameCopy(deletion, save) && wasOpenSince(deletion, save, endOf),
  )
  return isRemoved || isDeleted
}

function isNamed({ device, account, project, atMs }: BookEntry<'save'>, { cleared, losses }: Evidence): boolean {
  if (!cleared.some((clearing) => clearing.device === device)) return false
  return losses.some(({ device: at, account: of, loss }) => {
    if (loss.kind !== 'content-lost' || at !== device || loss.projectId !== project) return false
    return (account === null || account === of) && (loss.savedAtMs ?? atMs) >= atMs
  })
}

/**
 * Chromium has what a page puts into `localStorage` on disk some time later: a kill before that takes the notes. So does
 * a removal of the account, which finds nothing that is not in the cloud where it meets the rows just cleared.
 */
export function wentWithNotes(kept: DeviceDeed, { cleared, killed, removals, endOf }: Evidence): boolean {
  const isSince = ({ device, deed }: DeviceDeed) => device === kept.device && deed >= kept.deed
  const isRemoved = removals.some((removal) => isSince(removal) && endOf(removal.key).kind !== 'refused')
  return cleared.some(isSince) && (killed.some(isSince) || isRemoved)
}

/** Whether the call may have taken effect after the save was begun. */
function wasOpenSince(call: BookEntry, save: BookEntry<'save'>, endOf: Evidence['endOf']): boolean {
  const end = endOf(call.key)
  return end.kind === 'unanswered' || end.deed >= save.deed
}

function isOfSameCopy(a: BookEntry<'save' | 'delete'>, b: BookEntry<'save'>): boolean {
  return a.device === b.device && a.account === b.account && a.project === b.project
}
