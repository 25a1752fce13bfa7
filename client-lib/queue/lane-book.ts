import { openByProject } from '../conflicts/open-by-project.ts'
import type { Content } from '../documents/content.ts'
import { documentKey } from '../documents/document-row.ts'
import { contentsToKeep, damagedHashes } from '../documents/mend-content.ts'
import type { Clock } from '../runtime/clock.ts'
import { shareNext } from '../runtime/share-next.ts'
import { bornKey, isAnother } from '../storage/born.ts'
import type { LocalStore, RowKey } from '../storage/local-store.ts'
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
  readonly onStep: (projectId: string, effects: readonly LaneEffect[]) => void
  /** After each change of what is at hand. */
  readonly onChange: () => void
}

export function createLaneBook({ store, isOfNobody, clock, bornKnown, onStep, onChange }: LaneBookOptions): LaneBook {
  const atHand = new Map<string, LaneView>()
  const unsent = createUnsentContents()
  const emptyView = (projectId: string): LaneView => ({ lane: newLane(projectId), conflict: undefined })

  function keep(projectId: string, view: LaneView, brought?: ReadonlyMap<string, Content>): LaneView {
    // To look at each of a thousand projects, as at a start, is not to derive the status a thousand times.
    const isSame = JSON.stringify(atHand.get(projectId)) === JSON.stringify(view)
    unsent.keep(view, brought)
    if (isSame) return view
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
    refresh(projectId) {
      const refresh = refreshes.get(projectId) ?? shareNext(() => readAnew(projectId))
      refreshes.set(projectId, refresh)
      return refresh()
    },
    async catchUp() {
      const [lanes, conflicts] = await Promise.all([store.all('lanes'), store.all('conflicts')])
      const open = openByProject(conflicts.map(([, row]) => row))
      const isAtHand = (id: string, lane: LaneRow) =>
        JSON.stringify(atHand.get(id)) === JSON.stringify({ lane, conflict: open.get(id) })
      return Promise.all(lanes.flatMap(([id, lane]) => (isAtHand(id, lane) ? [] : [this.refresh(id)])))
    },
    async dispatch(projectId, event, contents = new Map()) {
      const keys = [...contents.keys()].map((hash): RowKey => ['documents', documentKey(projectId, hash)])
      const damaged = await damagedHashes(store, projectId, contents.keys())
      const { view, effects } = await store.transact([...keysOf(projectId), ...keys], (rows) => {
        const before = readView(rows, projectId)
        const held = { rows, projectId, damaged, inFlight: inFlightHash(before.lane) }
        const kept = isRepacked(before, event) ? contents : contentsToKeep(contents, held)
        const { effects, answered, ...after } = laneTransition(before, event, clock.nowMs())
        const outcome = answered ? { ...after, answered, effects } : { ...after, effects }
        return { changes: laneChanges(before, outcome, kept), result: { view: after, effects } }
      })
      keep(projectId, view, contents)
      onStep(projectId, effects)
      return view
    },
    unsent: unsent.of,
    through: bookOver,
  })

  return bookOver(store)

  async function readAnew(projectId: string): Promise<LaneView> {
    const { view, isThere } = await store.transact(keysOf(projectId), (rows) => ({
      changes: [],
      result: {
        view: readView(rows, projectId),
        isThere: Boolean(rows.get('lanes', projectId) ?? rows.get('conflicts', projectId)),
      },
    }))
    // To have looked for a project is not to have it; one whose row is gone is not forgotten.
    return isThere || atHand.has(projectId) ? keep(projectId, view) : view
  }

  function keysOf(projectId: string): readonly RowKey[] {
    const known = isOfNobody && atHand.get(projectId)
    const more: readonly RowKey[] = known ? [['documents', newestKey(known)]] : []
    return [['lanes', projectId], ['conflicts', projectId], bornKey, ...more]
  }

  function readView(rows: Parameters<Parameters<LocalStore['transact']>[1]>[0], projectId: string): LaneView {
    const conflict = rows.get('conflicts', projectId)
    const lane = rows.get('lanes', projectId)
    const known = atHand.get(projectId)
    // The database is there, and nothing of the project: an account has taken it. Of what is lost there is nothing else.
    const born = rows.get(...bornKey)
    const isTaken = known && isOfNobody && born && newestHash(known) !== '' && !rows.get('documents', newestKey(known))
    // A row that is gone or damaged, though this tab has read or written it: what it was is at hand.
    if (!lane && known && !isTaken) return known
    const view = { lane: lane ?? newLane(projectId), conflict: conflict?.state === 'open' ? conflict : undefined }
    // Another tab may not have heard of what was saved in this one.
    return isAnother(born, bornKnown()) && !isOfNobody ? withUnheard(view, known) : view
  }
}

/** What is packed anew takes the place of what it was, as the write that began with that is given up. */
function isRepacked({ lane: { state } }: LaneView, event: LaneEvent): boolean {
  return event.kind === 'repacked' && 'inFlight' in state && state.inFlight.mutationId === event.mutationId
}

function newestKey(view: LaneView): string {
  return documentKey(view.lane.projectId, newestHash(view))
}
