import { type AddedAssetRow, assetRowKey } from '../media/asset-row.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import type { Inventory } from '../storage/inventory.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { markKey } from './marked-store.ts'
import type { AdoptingFiles, SignedOutWork } from './signed-out-work.ts'

interface FilesOfNobody {
  readonly store: LocalStore
  readonly mediaStore: Pick<MediaStore, 'open' | 'remove' | 'handleOf'>
  readonly inventory?: Inventory
}

/** Signed-out work whose files are adopted too. */
export function signedOutWithFiles(from: FilesOfNobody): SignedOutWork {
  const { store, inventory } = from
  return { store, ...(inventory ? { inventory } : {}), adoptAsset: (account, row) => adoptAsset(account, from, row) }
}

/** Adds a file to the account as the user would, which may be repeated; then lets go of it where it was. */
async function adoptAsset(account: AdoptingFiles, { store, mediaStore }: FilesOfNobody, row: AddedAssetRow) {
  const { projectId, assetId, baseAssetId, fileName, mime, mediaKey, sizeBytes } = row
  const kept = await mediaStore.open(mediaKey)
  // The browser has removed the bytes: the row stays, and names what is missing.
  if (kept?.size !== sizeBytes) return
  const adopted = await account.store.get('device', markKey(projectId))
  const as = adopted?.kind === 'adopted' ? adopted.as : projectId
  const file = new File([kept], fileName, { type: mime })
  // What stayed where it is goes on to.
  const handle = await mediaStore.handleOf?.(mediaKey)
  await account.assets.add(as, handle ?? file, {
    assetId,
    ...(baseAssetId === undefined ? {} : { replaces: baseAssetId }),
  })
  // The user's word holds for whoever signs in.
  if (row.paused) await account.assets.pause(assetId)
  if (row.upload.phase === 'cancelled' || row.upload.phase === 'cancelling') await account.assets.cancel(assetId)
  const change = { remove: 'assets', key: assetRowKey(projectId, assetId) } as const
  await store.transact([], () => ({ changes: [change], result: undefined }))
  const rows = await store.all('assets')
  if (!rows.some(([, other]) => other.mediaKey === mediaKey)) await mediaStore.remove(mediaKey)
}
