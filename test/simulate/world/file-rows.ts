import { rowsUnder } from './device-rows.ts'
import type { Home } from './home.ts'
import type { AddedFile, MadeFile } from './made-file.ts'

export interface AddedRow extends FileRow {
  readonly key: string
}

/** As much of a file's row as is looked at here. */
interface FileRow {
  readonly origin?: string
  readonly projectId?: string
  readonly state?: string
  readonly assetId?: string
  readonly mediaKey?: string
  readonly partChecksums?: readonly string[]
  readonly paused?: boolean
  readonly upload?: { readonly phase: string; readonly code?: string }
}

function fileRows({ disk }: Home): readonly (readonly [key: string, row: FileRow])[] {
  return rowsUnder(disk, 'assets/') as readonly (readonly [string, FileRow])[]
}

/** Where the media store keeps what only this device has. */
export function unsentKeys(home: Home): ReadonlySet<string> {
  return new Set(
    fileRows(home).flatMap(([, { mediaKey, upload }]) =>
      mediaKey && upload && upload.phase !== 'stored' ? [mediaKey] : [],
    ),
  )
}

/** Files that are here and not in the cloud, or lost, in each project that they are in, copies too. */
export function openFiles(home: Home): readonly { readonly projectId: string; readonly assetId: string }[] {
  return fileRows(home).flatMap(([, { projectId = '', assetId = '', mediaKey, state, upload }]) => {
    const phase = upload?.phase ?? (mediaKey === undefined ? 'stored' : state)
    return phase === 'stored' || phase === 'cancelled' || phase === 'cancelling' ? [] : [{ projectId, assetId }]
  })
}

/** Files that the device says to have lost the bytes of, in each project that they are in, copies too. */
export function lostFiles(home: Home): readonly AddedFile[] {
  return fileRows(home).flatMap(([, { projectId, assetId, upload, partChecksums = [] }]) => {
    if (projectId === undefined || assetId === undefined) return []
    if (upload?.phase !== 'blocked' || upload.code !== 'local-bytes-missing') return []
    const isThis = (made: MadeFile) => made.partChecksums.join() === partChecksums.join()
    const file = home.files.find((one) => one.assetId === assetId) ?? home.begun.find(isThis)
    return file ? [{ ...file, projectId, assetId }] : []
  })
}

/** Rows of an asset that was added here; without one, of all. */
export function addedRows(home: Home, assetId?: string): readonly AddedRow[] {
  return fileRows(home).flatMap(([key, row]) => {
    const isWanted = row.origin === 'added-here' && (assetId === undefined || row.assetId === assetId)
    return isWanted ? [{ ...row, key }] : []
  })
}

/** The row of a file tells what the cloud has. */
export function isOfCloud({ disk }: Home, key: string): boolean {
  const row = disk.tables.get(`assets/${key}`) as FileRow | undefined
  return row?.origin === 'cloud' && row.state === 'stored'
}
