import type { LocalStore } from '../storage/local-store.ts'
import { asInCloud } from './as-in-cloud.ts'
import { type AssetRow, isStored } from './asset-row.ts'

/**
 * Takes this device's copy off these rows, of those that name it, unless one needs it: what was added here is then the
 * cloud's. Answers them.
 */
export async function letGoOfCopy(
  store: LocalStore,
  keys: readonly string[],
  mediaKey: string,
): Promise<readonly { readonly key: string; readonly row: AssetRow }[] | undefined> {
  return store.transact(
    keys.map((key) => ['assets', key] as const),
    (rows) => {
      const named = keys.flatMap((key) => {
        const row = rows.get('assets', key)
        return row?.mediaKey === mediaKey ? [[key, row] as const] : []
      })
      if (!named.every(([, row]) => isStored(row) && !row.keepOffline)) return { changes: [], result: undefined }
      const changes = named.map(([key, row]) => ({ put: 'assets', key, row: asInCloud(row) }) as const)
      return { changes, result: changes }
    },
  )
}
