import type { ConflictRow } from '../conflicts/conflict-row.ts'
import { openByProject } from '../conflicts/open-by-project.ts'
import type { Content } from '../documents/content.ts'
import { documentKey } from '../documents/document-row.ts'
import { contentsToKeep, damagedHashes } from '../documents/mend-content.ts'
import type { Clock } from '../runtime/clock.ts'
import { isSame } from '../runtime/reuse-equal.ts'
import { shareNext } from '../runtime/share-next.ts'
import { bornKey, isAnother } from '../storage/born.ts'
import type { LocalStore, RowKey, Rows } from '../storage/local-store.ts'
import type { Tables } from '../storage/tables.ts'
import { laneChanges } from './lane-changes.ts'
import type { LaneEvent } from './lane-event.ts'
import { type LaneRow, newLane } from './lane-row.ts'
import { laneTransition } from './lane-transition.ts'
import { inFlightHash, type LaneEffect, type LaneView, newestHash } from './lane-view.ts'
import { withUnheard } from './later-view.ts'
import { createUnsentContents } from './unsent-contents.ts'

/** Every lane of the device: the rows are the truth, and what was last read of them is at hand. */
export interface LaneBook {
  /** Reads all rows. To be done once before anything else. */
  load(): Promise<void>
  views(): readonly LaneView[]
  view(projectId: string): LaneView
  /** The version that is agreed on, 0 while there is none, or a question; undefined where this tab has read no row. */
  knownVersion(projectId: string): number | undefined
  /** Reads one project's rows again: another tab has changed them. */
  refresh(projectId: string): Promise<LaneView>
  /** Reads again what differs from what is at hand: this tab may not have heard the others. Answers what has changed. */
  catchUp(): Promise<readonly LaneView[]>
  /** One transaction: read, decide, write. `contents` are those the event may bring, by hash. */
  dispatch(projectId: string, event: LaneEvent, contents?: ReadonlyMap<string, Content>): Promise<LaneView>
  /** Contents of a project that no other place has, and that this tab has at hand beside their rows. */
  unsent(projectId: string): ReadonlyMap<string, Content>
  /** The same book, whose steps are written through another view of the same store. */
  through(store: LocalStore): LaneBook
}

export interface LaneBookOptions {
  readonly store: LocalStore
  /** An account may take its rows away at any time. */
  readonly isOfNobody: boolean
  readonly clock: Clock
  /** The name of the database that this tab has put back what was gone in. */
  readonly bornKnown: () => string | undefined
  /** After each change that this tab made, once it is on disk. */
  readonly onWritten: (projectId: string) => void
  /** What a step asks for, after that: also where the row stays as it was. */
  readonly onEffects: (projectId: string, effects: readonly LaneEffect[]) => void
  /** After each change of what is at hand. */
  readonly onChange: () => void
}

export function createLaneBook(options: LaneBookOptions): LaneBook {
  const { store, isOfNobody, clock, bornKnown, onWritten, onEffects, onChange } = options
  const atHand = new Map<string, LaneView>()
  const unsent = createUnsentContents()
  const emptyView = (projectId: string): LaneView => ({ lane: newLane(projectId), conflict: undefined })

  /** @param isHere whether the device has rows of it: to have looked for a project is not to have it */
  function keep(projectId: string, view: LaneView, isHere: boolean, brought?: ReadonlyMap<string, Content>): LaneView {
    const known = atHand.get(projectId)
    // One whose row is gone is not forgotten.
    if (!known && !isHere) return view
    unsent.keep(view, brought)
    // To look at each of a thousand projects, as at a start, is not to derive the status a thousand times.
    if (known && isSame(known, view)) return view
    atHand.set(projectId, view)
    onChange()
    return view
  }

  /** A tab that was frozen hears at once all that the others have said meanwhile, of each project many times. */
  const refreshes = new Map<string, () => Promise<LaneView>>()

  const bookOver = (store: LocalStore): LaneBook => ({
    async load() {
      const [lanes, conflicts] = await Promise.all([store.all('lanes'), store.all('conflicts')])
      const open = openByProject(conflicts.map(([, row]) => row))
      for (const [projectId, lane] of lanes) {
        // What was dispatched while the rows were read is newer.
        if (!atHand.has(projectId)) atHand.set(projectId, { lane, conflict: open.get(projectId) })
      }
      onChange()
    },
    views: () => [...atHand.values()],
    view: (projectId) => atHand.get(projectId) ?? emptyView(projectId),
    knownVersion(projectId) {
      const known = atHand.get(projectId)
      return known?.conflict ? 0 : known?.lane.acknowledged.version
    },
    refresh(projectId) {
      const refresh = refreshes.get(projectId) ?? shareNext(() => readAnew(projectId))
      refreshes.set(projectId, refresh)
      return refresh()
    },
    async catchUp() {
      const [lanes, conflicts] = await Promise.all([store.all('lanes'), store.all('conflicts')])
      const open = openByProject(conflicts.map(([, row]) => row))
      const isAtHand = (id: string, lane: LaneRow) => isSame(atHand.get(id), { lane, conflict: open.get(id) })
      return Promise.all(lanes.flatMap(([id, lane]) => (isAtHand(id, lane) ? [] : [this.refresh(id)])))
    },
    async dispatch(projectId, event, contents = new Map()) {
      const keys = [...contents.keys()].map((hash): RowKey => ['documents', documentKey(projectId, hash)])
      const damaged = await damagedHashes(store, projectId, contents.keys())
      const { view, effects, isHere, isWritten } = await store.transact([...keysOf(projectId), ...keys], (rows) => {
        const stored = rowsOf(rows, projectId)
        const before = viewOf(stored)
        const held = { rows, projectId, damaged, inFlight: inFlightHash(before.lane) }
        const kept = isRepacked(before, event) ? contents : contentsToKeep(contents, held)
        const { effects, answered, ...after } = laneTransition(before, event, clock.nowMs())
        const outcome = answered ? { ...after, answered, effects } : { ...after, effects }
        const changes = laneChanges(before, outcome, kept, stored)
        const isWritten = changes.length > 0
        return { changes, result: { view: after, effects, isHere: isWritten || isThere(stored), isWritten } }
      })
      keep(projectId, view, isHere, contents)
      if (isWritten) onWritten(projectId)
      onEffects(projectId, effects)
      return view
    },
    unsent: unsent.of,
    through: bookOver,
  })

  return bookOver(store)

  async function readAnew(projectId: string): Promise<LaneView> {
    const { view, isHere } = await store.transact(keysOf(projectId), (rows) => {
      const stored = rowsOf(rows, projectId)
      return { changes: [], result: { view: viewOf(stored), isHere: isThere(stored) } }
    })
    return keep(projectId, view, isHere)
  }

  function keysOf(projectId: string): readonly RowKey[] {
    const known = isOfNobody && atHand.get(projectId)
    const more: readonly RowKey[] = known ? [['documents', newestKey(known)]] : []
    return [['lanes', projectId], ['conflicts', projectId], bornKey, ...more]
  }

  function rowsOf(rows: Rows, projectId: string): ProjectRows {
    const known = atHand.get(projectId)
    const born = rows.get(...bornKey)
    // The database is there, and nothing of the project: an account has taken it. Of what is lost there is nothing else.
    const isTaken = known && isOfNobody && born && newestHash(known) !== '' && !rows.get('documents', newestKey(known))
    return {
      ...{ projectId, born, lane: rows.get('lanes', projectId), conflict: rows.get('conflicts', projectId) },
      known: isTaken ? undefined : known,
    }
  }

  function viewOf({ projectId, born, lane, conflict, known }: ProjectRows): LaneView {
    // A row that is gone or damaged, though this tab has read or written it: what it was is at hand.
    if (!lane && known) return known
    const view = { lane: lane ?? newLane(projectId), conflict: conflict?.state === 'open' ? conflict : undefined }
    // Another tab may not have heard of what was saved in this one.
    return isAnother(born, bornKnown()) && !isOfNobody ? withUnheard(view, known) : view
  }
}

/** What is stored of a project, and what is at hand of it where that may be put back. */
interface ProjectRows {
  readonly projectId: string
  readonly born: Tables['device'] | undefined
  readonly lane: LaneRow | undefined
  readonly conflict: ConflictRow | undefined
  readonly known: LaneView | undefined
}

function isThere({ lane, conflict }: ProjectRows): boolean {
  return lane !== undefined || conflict !== undefined
}

/** What is packed anew takes the place of what it was, as the write that began with that is given up. */
function isRepacked({ lane: { state } }: LaneView, event: LaneEvent): boolean {
  return event.kind === 'repacked' && 'inFlight' in state && state.inFlight.mutationId === event.mutationId
}

function newestKey(view: LaneView): string {
  return documentKey(view.lane.projectId, newestHash(view))
}
