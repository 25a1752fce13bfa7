import { conflictKey } from '../conflicts/conflict-row.ts'
import { type AssetRow, assetRowKey, isOnlyHere } from '../media/asset-row.ts'
import { isSettled } from '../queue/lane-losses.ts'
import type { LaneView } from '../queue/lane-view.ts'
import type { Inventory, InventoryNote } from '../storage/inventory.ts'

/** Keeps the inventory in step with the rows. */
export interface InventoryKeeper {
  /**
   * @param views of those lanes that were read
   * @param assets undefined while they were not read
   */
  look(views: readonly LaneView[], assets: readonly AssetRow[] | undefined): void
}

export function createInventoryKeeper(inventory: Inventory): InventoryKeeper {
  /** What is noted, by place, and of which row. */
  const noted = new Map<string, { readonly note: InventoryNote; readonly row: unknown }>()
  for (const note of inventory.notes()) noted.set(placeOf(note), { note, row: null })

  return {
    look(views, assets) {
      const wanted = new Map([...views.flatMap(laneNotes), ...(assets ?? []).flatMap(assetNotes)])
      for (const [place, one] of wanted) {
        if (noted.get(place)?.row === one.row) continue
        noted.set(place, one)
        inventory.note(one.note)
      }
      const read = new Set(views.map(({ lane }) => lane.projectId))
      for (const [place, { note }] of noted) {
        if (wanted.has(place) || !(note.table === 'assets' ? assets : read.has(note.key))) continue
        noted.delete(place)
        inventory.remove(note.table, note.key)
      }
    },
  }
}

type Noted = readonly [place: string, { readonly note: InventoryNote; readonly row: unknown }]

function laneNotes({ lane, conflict }: LaneView): readonly Noted[] {
  if (isSettled(lane)) return []
  const notes = [noteOf({ table: 'lanes', key: lane.projectId, raw: lane }, lane)]
  return conflict
    ? [...notes, noteOf({ table: 'conflicts', key: conflictKey(conflict), raw: conflict }, conflict)]
    : notes
}

/** How far an upload is, the store's own listing says; whether its project was in the cloud yet, nothing else may. */
function assetNotes(row: AssetRow): readonly Noted[] {
  if (!isOnlyHere(row)) return []
  const isEarly = row.origin === 'cloud' || row.upload.phase === 'waiting-for-project'
  const raw: AssetRow = isEarly ? row : { ...row, upload: { phase: 'open', acceptedBytes: 0 } }
  const key = assetRowKey(row.projectId, row.assetId)
  return [noteOf({ table: 'assets', key, raw }, `${row.origin} ${isEarly} ${row.mediaKey}`)]
}

function noteOf(note: InventoryNote, row: unknown): Noted {
  return [placeOf(note), { note, row }]
}

function placeOf({ table, key }: InventoryNote): string {
  return `${table}/${key}`
}
