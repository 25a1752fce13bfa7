import { openByProject } from '../conflicts/open-by-project.ts'
import { type AssetRow, assetRowKey, isBeingCancelled } from '../media/asset-row.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import type { LaneView } from '../queue/lane-view.ts'
import { withNoted } from '../queue/later-view.ts'
import type { Random } from '../runtime/random.ts'
import { bornKey, bornOf } from '../storage/born.ts'
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

/** Files' rows may be many: they are gone through where they may be missing. */
type AtHand = Pick<Remembered, 'views' | 'contents'> & { readonly assets: () => readonly AssetRow[] }

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
  /** What was gone was put back in it twice: pages hear of each other's notes some milliseconds late. */
  let sure: string | undefined
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
  async function recover({ assets: allAssets, ...remembered }: AtHand, known?: string) {
    const putBack = (assets: readonly AssetRow[]) =>
      recoverRows(guard.store, { ...remembered, assets, born: known, isTaken }, () => random.id())
    // In the same database none of a file is put back.
    const found = await putBack(known === undefined ? allAssets() : [])
    const { assets } = found.isAnother ? await putBack(allAssets()) : found
    born = found.born
    evicted = [...evicted, ...found.evicted]
    return { ...found, assets }
  }

  function look(): void {
    const rows = media.rows()
    keeper?.look(book.views(), rows === looked ? undefined : rows)
    looked = rows
  }

  /** Rows of files that were set aside: nobody has removed them. */
  async function putBackDamaged(): Promise<readonly AssetRow[]> {
    const aside = await guard.store.setAside()
    const damaged = new Set(aside.flatMap(({ table, key }) => (table === 'assets' ? key : [])))
    const isDamaged = (row: AssetRow) => damaged.has(assetRowKey(row.projectId, row.assetId)) && !isBeingCancelled(row)
    const assets = damaged.size === 0 ? [] : (media.rows() ?? []).filter(isDamaged)
    if (assets.length === 0) return []
    const remembered = { views: [], assets, contents: book.unsent, born: undefined, isTaken }
    return (await recoverRows(guard.store, remembered, () => random.id())).assets
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
    born = bornOf(await guard.store.get(...bornKey))
    if (born !== undefined && removed?.includes(born)) inventory?.setRemoved(born, false)
    if (!guard.isDurable()) return
    const noted = notes()
    const remembered = { views: viewsIn(noted), assets: () => rowsOf(noted, 'assets'), contents: () => new Map() }
    // The status may have had them read before they were put back.
    const { assets } = await recover(remembered)
    sure = born
    if (assets.length > 0) await media.takeBack(assets)
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
      const inNotes = notes()
      const noted = new Map(viewsIn(inNotes).map((view) => [view.lane.projectId, view]))
      const views = book.views().map((view) => withNoted(view, noted.get(view.lane.projectId)))
      // Those of a tab that has died with the database are in the notes alone.
      const assets = () => oneOfEach([...rowsOf(inNotes, 'assets'), ...(media.rows() ?? [])])
      // As they are now: what is read meanwhile may be what another tab has put back.
      const unsent = new Map(views.map(({ lane: { projectId } }) => [projectId, book.unsent(projectId)]))
      const contents = (projectId: string) => unsent.get(projectId) ?? new Map()
      const met = born
      const found = await recover({ views, assets, contents }, sure)
      if (found.born === met) sure = met
      const back = [...found.assets, ...(await putBackDamaged())]
      for (const projectId of found.projectIds) tabs.post({ kind: 'lane-changed', projectId })
      // The notes may have gone with the rows, though what is at hand is what it was.
      if (found.projectIds.length + back.length > 0) keepNotes()
      if (back.length > 0) {
        tabs.post({ kind: 'assets-changed' })
        // What another tab had is at hand before the notes are gone through.
        await media.takeBack(back)
      }
      look()
      await nameEvicted()
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

/** Of two rows of a file the one that comes last. */
function oneOfEach(rows: readonly AssetRow[]): readonly AssetRow[] {
  return [...new Map(rows.map((row) => [assetRowKey(row.projectId, row.assetId), row])).values()]
}
