import { readEdit } from '../documents/read-edit.ts'
import { HostRefused } from '../host/host-refused.ts'
import type { HostStore } from '../host/host-store.ts'
import type { SaveLedger } from '../host/save-ledger.ts'
import type { TabBases } from '../host/tab-bases.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import type { Turns } from '../queue/create-turns.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import type { LaneView } from '../queue/lane-view.ts'
import type { Random } from '../runtime/random.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { answerConflict } from './answer-conflict.ts'
import type { ConflictMerge } from './conflict-merge.ts'
import type { OpenConflictRow } from './conflict-row.ts'
import type { ConflictAnswer, OpenConflict } from './conflicts-api.ts'
import { presentConflict } from './present-conflict.ts'
import { createProposals } from './proposals.ts'
import { UnknownConflict } from './unknown-conflict.ts'

export interface ConflictDesk {
  /** Open conflicts with both contents. */
  list(): Promise<readonly OpenConflict[]>
  /** @throws UnknownConflict | HostRefused | InvalidEdit | StorageFull | StorageUnavailable */
  resolve(conflictId: string, answer: ConflictAnswer): Promise<void>
  /** Goes on with answers that a page has begun and not finished. What cannot go on stays an open question. */
  resume(): Promise<void>
  /** Answers what the app lets be merged without a question. What cannot be, or not now, stays one. */
  mergeByItself(): Promise<void>
}

export interface ConflictDeskOptions {
  readonly store: LocalStore
  readonly book: LaneBook
  readonly host: HostStore
  readonly hasOwnStore: boolean
  readonly bases: TabBases
  readonly turns: Turns
  readonly ledger: SaveLedger
  readonly random: Random
  readonly media: Pick<MediaLanes, 'copyFiles'>
  readonly deviceName: string | undefined
  readonly merge: ConflictMerge | undefined
  readonly onApplied: (projectId: string) => void
}

export function createConflictDesk(options: ConflictDeskOptions): ConflictDesk {
  const { book, turns } = options
  const proposals = createProposals(options)

  async function resolve(conflictId: string, answer: ConflictAnswer): Promise<void> {
    // Who writes no TypeScript: a word that is none of these would be taken for a merge.
    if (!['local', 'remote', 'both'].includes(answer as string) && !(Object(answer) as { merged?: unknown }).merged)
      throw new TypeError("Answer 'local', 'remote', 'both' or { merged }.")
    const open = openConflicts(book.views()).find((row) => row.conflictId === conflictId)
    if (!open) throw new UnknownConflict(conflictId)
    const { projectId } = open
    await turns.take(projectId, () =>
      answerConflict(options, open, answer).catch(async (error: unknown) => {
        if (error instanceof HostRefused) await noteRefused(projectId)
        throw error
      }),
    )
  }

  /** Kept as begun, for another tab may have applied it: what is made on that leaves no side behind. */
  async function noteRefused(projectId: string): Promise<void> {
    const { conflictId = '', intent } = book.view(projectId).conflict ?? {}
    if (!intent || intent.kind === 'both') return
    await book.dispatch(projectId, { kind: 'intended', conflictId, intent: { ...intent, isRefused: true } })
  }

  /** What nobody says now is said of the local side that it was made of alone: what was saved since is in neither. */
  async function resolveUnasked(row: OpenConflictRow, answer: ConflictAnswer): Promise<void> {
    await turns.take(row.projectId, () => answerConflict(options, row, answer, row.local.hash)).catch(() => undefined)
  }

  async function present(row: OpenConflictRow): Promise<readonly OpenConflict[]> {
    const shown = await presentConflict(options, row)
    if (!shown) return []
    const proposal = await proposals.of(row, shown)
    return [proposal ? { ...shown, proposal } : shown]
  }

  async function list(): Promise<readonly OpenConflict[]> {
    const shown = await Promise.all(openConflicts(book.views()).map(present))
    return shown.flat()
  }

  return {
    list,
    resolve,
    async resume() {
      for (const row of openConflicts(book.views())) {
        const { conflictId, projectId, intent } = row
        if (intent && 'isRefused' in intent) continue
        if (intent?.kind === 'both') await resolve(conflictId, 'both').catch(() => undefined)
        if (intent?.kind === 'remote') await resolveUnasked(row, 'remote')
        if (intent?.kind === 'merged') {
          const merged = await readEdit(options.store, projectId, intent.hash)
          if (merged) await resolveUnasked(row, { merged })
        }
      }
    },
    async mergeByItself() {
      if (!options.merge?.appliesByItself) return
      for (const row of openConflicts(book.views())) {
        const [shown] = await present(row)
        if (shown?.proposal) await resolveUnasked(row, { merged: shown.proposal, onVersion: shown.remote.version })
      }
    },
  }
}

/** What is open, oldest first. */
export function openConflicts(views: readonly LaneView[]): readonly OpenConflictRow[] {
  return views.flatMap(({ conflict }) => (conflict ? [conflict] : [])).sort((a, b) => a.sinceMs - b.sinceMs)
}
