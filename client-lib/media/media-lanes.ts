import type { HandleRecord } from '../media-store/in-place/handle-record.ts'
import type { Activity, Durability, UploadTotals } from '../status/status-snapshot.ts'
import type { AddedAssetRow, AssetRow } from './asset-row.ts'
import type { AssetsApi } from './assets-api.ts'
import type { ProjectCopy } from './copies/copy-files.ts'

/** What the status needs to know of all uploads of this device. */
export interface MediaSummary extends UploadTotals {
  readonly worst: Activity
  readonly durability: Durability
}

/** The media side of the client: what the app sees, and what the composition root drives. */
export interface MediaLanes {
  readonly assets: AssetsApi
  /** Takes up every unfinished upload and removes leftovers. Only the tab that leads calls it. */
  start(): Promise<void>
  /** Ends sending; intent stays on the device. `start` may follow. */
  stop(): Promise<void>
  /** Ends every wait and reads the rows again: online, visible, "retry now", or signed in anew. */
  wake(): void
  /** Reads the rows again, or those of these keys: another tab has changed them. Waits go on. */
  refresh(keys?: readonly string[]): Promise<void>
  /** These were put back: they are at hand from now on, also where they are gone again; and reads the rows again. */
  takeBack(rows: readonly AssetRow[]): Promise<void>
  /** The project's row is in the cloud: its media may go. To be said at each start for every acknowledged project. */
  projectReached(projectId: string): void
  /** The project's `mediaRev` has grown: what the cloud lists of it is asked again. */
  mediaChanged(projectId: string): void
  /**
   * To be called before the cloud is asked something whose answer tells which of a project's files it lacks; those are
   * given to what this answers. What was taken to be in the cloud by now is there no more, and is sent again.
   */
  beforeAsking(projectId: string): (missing: readonly string[]) => Promise<void>
  /** Gives a copy of a project the files that the device has of the other. */
  copyFiles(copy: ProjectCopy): Promise<void>
  /** Tells the cloud that a copy has the files of the other. False where that cannot be done here: it stays owed. */
  attachFiles(copy: ProjectCopy, signal: AbortSignal): Promise<boolean>
  /** Takes over a file that stays in its place, and was added on this device before: it is not read. May be repeated. */
  takeOver(row: AddedAssetRow, placed: HandleRecord): Promise<void>
  summary(): MediaSummary
  /** All that the device keeps, as last read; undefined before. */
  rows(): readonly AssetRow[] | undefined
  close(): Promise<void>
}
