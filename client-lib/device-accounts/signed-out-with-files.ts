import { type AddedAssetRow, assetRowKey } from '../media/asset-row.ts'
import { copyOf } from '../media/copies/copy-files.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import type { Inventory } from '../storage/inventory.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { markKey } from './marked-store.ts'
import type { AdoptingFiles, SignedOutWork } from './signed-out-work.ts'

interface FilesOfNobody {
  readonly store: LocalStore
  readonly mediaStore: Pick<MediaStore, 'open' | 'remove' | 'recordOf'>
  readonly inventory?: Inventory
}

/** Signed-out work whose files are adopted too. */
export function signedOutWithFiles(from: FilesOfNobody): SignedOutWork {
  const { store, inventory } = from
  return { store, ...(inventory ? { inventory } : {}), adoptAsset: (account, row) => adoptAsset(account, from, row) }
}

/** Takes a file into the account, which may be repeated; then lets go of it where it was. */
async function adoptAsset(account: AdoptingFiles, from: FilesOfNobody, row: AddedAssetRow) {
  const { store, mediaStore, inventory } = from
  const { projectId, assetId, mediaKey, sizeBytes } = row
  const adopted = await account.store.get('device', markKey(projectId))
  const as = adopted?.kind === 'adopted' ? adopted.as : projectId
  // What stayed where it is goes on to, unread: the browser may want the user's word first.
  const placed = await mediaStore.recordOf?.(mediaKey)
  if (placed) await account.media.takeOver(copyOf(row, as), placed)
  else {
    const kept = await mediaStore.open(mediaKey)
    // The browser has removed the bytes: the row stays, and names what is missing.
    if (kept?.size !== sizeBytes) return
    await addAgain(account.media, { ...row, projectId: as }, kept)
  }
  const key = assetRowKey(projectId, assetId)
  inventory?.remove('assets', key)
  const change = { remove: 'assets', key } as const
  await store.transact([], () => ({ changes: [change], result: undefined }))
  const rows = await store.all('assets')
  if (!rows.some(([, other]) => other.mediaKey === mediaKey)) await mediaStore.remove(mediaKey)
}

/** As the user would. */
async function addAgain({ assets }: AdoptingFiles['media'], row: AddedAssetRow, kept: File): Promise<void> {
  const { projectId, assetId, baseAssetId, fileName, mime, keepOffline, paused, upload } = row
  const file = new File([kept], fileName, { type: mime })
  await assets.add(projectId, file, { assetId, ...(baseAssetId === undefined ? {} : { replaces: baseAssetId }) })
  // The user's word holds for whoever signs in.
  if (keepOffline) await assets.keepOffline(projectId, assetId, true)
  if (paused) await assets.pause(assetId)
  if (upload.phase === 'cancelled' || upload.phase === 'cancelling') await assets.cancel(assetId)
}
