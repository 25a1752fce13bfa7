import { conflictKey } from '../conflicts/conflict-row.ts'
import type { Content } from '../documents/content.ts'
import { keepContent } from '../documents/content-rows.ts'
import { documentKey } from '../documents/document-row.ts'
import { type AssetRow, assetRowKey, isToPutBack } from '../media/asset-row.ts'
import type { LaneRow } from '../queue/lane-row.ts'
import { type LaneView, soleHashes } from '../queue/lane-view.ts'
import { withUnheard } from '../queue/later-view.ts'
import { bornKey, bornOf } from '../storage/born.ts'
import type { Change, LocalStore, RowKey, Rows } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'
import { SyncClosed } from './sync-closed.ts'

/** What this tab knows was on the device. */
export interface Remembered {
  readonly views: readonly LaneView[]
  readonly assets: readonly AssetRow[]
  readonly contents: (projectId: string) => ReadonlyMap<string, Content>
  /** The database's name; undefined where this tab has not met it yet. */
  readonly born: string | undefined
  /** Whether that database goes, or has gone, on purpose. */
  readonly isTaken: () => boolean
}

export interface Recovered {
  readonly born: string
  /** Not the database that this tab has met. */
  readonly isAnother: boolean
  /** Projects with rows that were gone. */
  readonly projectIds: readonly string[]
  /** Contents that are gone, and that this tab has not at hand either. */
  readonly evicted: readonly (readonly [projectId: string, hashes: ReadonlySet<string>])[]
  /** Rows of files that were gone. */
  readonly assets: readonly AssetRow[]
}

/**
 * Puts back, in one transaction, the rows that are gone or damaged; those that are there are newer, and stay. A file's
 * row only in another database: where it is the same one, somebody has removed the row.
 * @param newId names a database that has no name yet
 * @throws SyncClosed where what is remembered went on purpose
 */
export function recoverRows(store: LocalStore, remembered: Remembered, newId: () => string): Promise<Recovered> {
  const { views, assets } = remembered
  const keys = [...views.flatMap(keysOf), ...assets.map((row): RowKey => ['assets', keyOf(row)])]
  return store.transact([bornKey, ...keys], (rows) => {
    if (remembered.isTaken()) throw new SyncClosed()
    const name = bornOf(rows.get(...bornKey))
    const born = name ?? newId()
    const named = name ? [] : [putOnDevice({ kind: 'born', id: born })]
    const isAnother = remembered.born !== undefined && born !== remembered.born
    const lanes = views.map((view) => recoverLane(rows, view, { ...remembered, isAnother }))
    const isGone = (row: AssetRow) => isToPutBack(row, rows.get('assets', keyOf(row)))
    const gone = born === remembered.born ? [] : assets.filter(isGone)
    const puts = gone.map((row): Change => ({ put: 'assets', key: keyOf(row), row }))
    return {
      changes: [...named, ...lanes.flatMap(({ changes }) => changes), ...puts],
      result: {
        born,
        isAnother,
        projectIds: lanes.filter(({ changes }) => changes.length > 0).map(({ projectId }) => projectId),
        evicted: lanes.flatMap(({ projectId, evicted }) => (evicted.size > 0 ? [[projectId, evicted] as const] : [])),
        assets: gone,
      },
    }
  })
}

interface Recovering extends Pick<Remembered, 'contents'> {
  /** Another tab has made the database anew, and put back what it knew. */
  readonly isAnother: boolean
}

function recoverLane(rows: Rows, view: LaneView, { contents: contentsOf, isAnother }: Recovering) {
  const { projectId } = view.lane
  const contents = contentsOf(projectId)
  const row = rows.get('lanes', projectId)
  const conflict = rows.get('conflicts', projectId)
  const asked = conflict?.state === 'open' ? conflict : undefined
  const there = row && { lane: row, conflict: asked }
  const both = there && isAnother ? withUnheard(there, view) : there
  const isStored = both && both !== view
  const lane = isStored ? both.lane : notShownAgain(view.lane)
  const changes: Change[] = lane === row ? [] : [{ put: 'lanes', key: projectId, row: lane }]
  const isOpen = lane.state.kind === 'conflict' && lane.state.conflictId === view.conflict?.conflictId
  // An answered question is not asked again; one that another tab has put back may be of an earlier save.
  const isToPut = isOpen && (!conflict || (!isStored && asked))
  if (isToPut && view.conflict) changes.push({ put: 'conflicts', key: conflictKey(view.conflict), row: view.conflict })
  const open = (isToPut ? undefined : asked) ?? (isOpen ? view.conflict : undefined)
  const wanted = soleHashes({ lane, conflict: open })
  const evicted = new Set<string>()
  for (const hash of soleHashes(view)) {
    if (!wanted.has(hash) || rows.get('documents', documentKey(projectId, hash))) continue
    const content = contents.get(hash)
    if (content) changes.push(...keepContent(projectId, hash, content))
    else evicted.add(hash)
  }
  return { projectId, changes, evicted }
}

/**
 * Where the copy was the device's own, it may have gone with the row: who saves without having it has not seen the
 * version that was agreed on. An app's own store answers for itself.
 */
function notShownAgain(lane: LaneRow): LaneRow {
  const { acknowledged, ownCopy } = lane
  if (ownCopy === undefined || acknowledged.version === 0) return lane
  return { ...lane, acknowledged: { ...acknowledged, isPulled: true } }
}

function keysOf(view: LaneView): readonly RowKey[] {
  const { projectId } = view.lane
  const contents = [...soleHashes(view)].map((hash): RowKey => ['documents', documentKey(projectId, hash)])
  return [['lanes', projectId], ['conflicts', projectId], ...contents]
}

function keyOf({ projectId, assetId }: AssetRow): string {
  return assetRowKey(projectId, assetId)
}
