import { openByProject } from '../conflicts/open-by-project.ts'
import { type AssetRow, assetRowKey, isBeingCancelled } from '../media/asset-row.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import type { LaneView } from '../queue/lane-view.ts'
import { laterView } from '../queue/later-view.ts'
import type { Random } from '../runtime/random.ts'
import type { GuardedStore } from '../storage/guard-store.ts'
import type { Inventory, InventoryNote } from '../storage/inventory.ts'
import { readStoredRow } from '../storage/stored-row.ts'
import type { TableName, Tables } from '../storage/tables.ts'
import type { Tabs } from '../tabs/tabs.ts'
import { createInventoryKeeper, type InventoryKeeper } from './inventory-keeper.ts'
import type { Opening } from './opening.ts'
import { type Remembered, recoverRows } from './recover-rows.ts'

/** What the browser has deleted is put back from what is known of it, and named where it cannot be. */
export interface Recovery {
  /** Before the rows are read: from the inventory. */
  atStart(): Promise<void>
  /** Settles with the first try of that: what is saved before would pass for what the rows were, and hide a loss. */
  readonly tried: Promise<unknown>
  /** Once they are read: what is gone is told to its lanes. */
  nameEvicted(): Promise<void>
  /** While the page lives: from what this tab has at hand. Answers whether the whole database was gone. */
  now(): Promise<boolean>
  /** Rows may have changed. */
  look(): void
  /** The name of the database that this tab has looked at last. */
  born(): string | undefined
  /** The database is about to be taken out of the browser. */
  markRemoved(): void
}

export interface RecoveryParts {
  readonly account: string | null
  readonly guard: GuardedStore
  readonly book: LaneBook
  readonly media: MediaLanes
  readonly random: Random
  readonly tabs: Tabs
  readonly inventory: Inventory | undefined
  readonly opening: Opening
  /** Another tab takes the account out of the browser, and was not heard, as by a page in the back-forward cache. */
  readonly onRemoved: () => void
}

export function createRecovery({
  account,
  guard,
  book,
  media,
  random,
  tabs,
  inventory,
  opening,
  onRemoved,
}: RecoveryParts): Recovery {
  let keeper: InventoryKeeper | undefined
  let born: string | undefined
  /** Files' rows since the last look at the database: one that is not at hand any more was removed, or deleted with it. */
  const seen = new Map<string, AssetRow>()
  let looked: readonly AssetRow[] | undefined
  let evicted: Awaited<ReturnType<typeof recoverRows>>['evicted'] = []
  /** Before this tab has asked for its database: of those that went on purpose, one that is there came to nothing. */
  const removed = inventory?.removed()

  const notes = () => inventory?.notes() ?? []

  /** Whether somebody takes the account out of the browser, with the database that this tab has met: then it closes. */
  function isTaken(): boolean {
    const taken = Boolean(born && inventory?.removed().includes(born))
    if (taken) onRemoved()
    return taken
  }

  /** @param known the database's name, where this tab has read its rows */
  async function recover(remembered: Omit<Remembered, 'born' | 'isTaken'>, known?: string) {
    const putBack = (assets: readonly AssetRow[]) =>
      recoverRows(guard.store, { ...remembered, assets, born: known, isTaken }, () => random.id())
    // Files' rows may be many, and in the same database none is put back.
    const found = await putBack(known === undefined ? remembered.assets : [])
    const { hasAssets } = found.isAnother ? await putBack(remembered.assets) : found
    born = found.born
    evicted = [...evicted, ...found.evicted]
    return { ...found, hasAssets }
  }

  /** Answers the files' rows, where they are others than at the last look. */
  function see(): readonly AssetRow[] | undefined {
    const rows = media.rows()
    if (rows === looked) return undefined
    looked = rows
    for (const row of rows ?? []) seen.set(assetRowKey(row.projectId, row.assetId), row)
    return rows
  }

  function look(): void {
    const rows = see()
    keeper?.look(book.views(), rows)
  }

  /** Rows of files that were set aside: nobody has removed them. */
  async function putBackDamaged(): Promise<boolean> {
    const aside = await guard.store.setAside()
    const damaged = aside.flatMap(({ table, key }) => (table === 'assets' ? (seen.get(key) ?? []) : []))
    const assets = damaged.filter((row) => !isBeingCancelled(row))
    if (assets.length === 0) return false
    const remembered = { views: [], assets, contents: book.unsent, born: undefined, isTaken }
    return (await recoverRows(guard.store, remembered, () => random.id())).hasAssets
  }

  /** From now on; each is made anew. */
  function keepNotes(): void {
    keeper = inventory && createInventoryKeeper(inventory)
    looked = undefined
  }

  async function nameEvicted(): Promise<void> {
    const gone = evicted
    evicted = []
    for (const [projectId, hashes] of gone) await book.dispatch(projectId, { kind: 'evicted', hashes })
  }

  async function atStart(): Promise<void> {
    // Whether memory stands in is known once the store was asked.
    const name = await guard.store.get('device', 'born')
    if (name?.kind === 'born') {
      born = name.id
      if (removed?.includes(born)) inventory?.setRemoved(born, false)
    }
    if (!guard.isDurable()) return
    const noted = notes()
    const remembered = { views: viewsIn(noted), assets: rowsOf(noted, 'assets'), contents: () => new Map() }
    // The status may have had them read before they were put back.
    if ((await recover(remembered)).hasAssets) await media.refresh()
    keepNotes()
  }

  let settleTried: () => void = () => undefined

  return {
    atStart: () => atStart().finally(() => settleTried()),
    tried: new Promise<void>((resolve) => {
      settleTried = resolve
    }),
    nameEvicted,
    async now() {
      // What nobody was signed in for may have gone to an account.
      if (account === null || !guard.isDurable()) return false
      if (isTaken()) return false
      // What has not opened yet is put back as it opens.
      if (!opening.isOpen()) return false
      see()
      const noted = new Map(viewsIn(notes()).map((view) => [view.lane.projectId, view]))
      const views = book.views().map((view) => laterView(view, noted.get(view.lane.projectId)))
      // As they are now: what is read meanwhile may be what another tab has put back.
      const unsent = new Map(views.map(({ lane: { projectId } }) => [projectId, book.unsent(projectId)]))
      const contents = (projectId: string) => unsent.get(projectId) ?? new Map()
      const found = await recover({ views, assets: [...seen.values()], contents }, born)
      const hasDamaged = await putBackDamaged()
      seen.clear()
      looked = undefined
      for (const projectId of found.projectIds) tabs.post({ kind: 'lane-changed', projectId })
      // The notes may have gone with the rows, though what is at hand is what it was.
      if (found.projectIds.length > 0) keepNotes()
      look()
      await nameEvicted()
      if (!found.hasAssets && !hasDamaged) return found.isAnother
      tabs.post({ kind: 'assets-changed' })
      await media.refresh()
      return found.isAnother
    },
    look,
    born: () => born,
    markRemoved() {
      if (born) inventory?.setRemoved(born, true)
    },
  }
}

function viewsIn(notes: readonly InventoryNote[]): readonly LaneView[] {
  const open = openByProject(rowsOf(notes, 'conflicts'))
  return rowsOf(notes, 'lanes').map((lane) => ({ lane, conflict: open.get(lane.projectId) }))
}

/** A note that cannot be read is none. */
function rowsOf<N extends TableName>(notes: readonly InventoryNote[], table: N): readonly Tables[N][] {
  return notes.flatMap((note) => {
    if (note.table !== table) return []
    const read = readStoredRow(table, note.key, note.raw)
    return read.kind === 'row' ? [read.row] : []
  })
}
