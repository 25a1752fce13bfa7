import type { SaveLedger } from '../host/save-ledger.ts'
import { troubleOf } from '../host/trouble-of.ts'
import { mediaUsesKey } from '../media/room/media-uses.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'
import { type AdoptingAccount, adoptProject } from './adopt-project.ts'
import type { AdoptingFiles, SignedOutWork } from './signed-out-work.ts'

/**
 * Takes what was made while nobody was signed in into the account that signs in first. Idempotent; killed anywhere,
 * the next start goes on, and no other account takes what this one has begun to.
 * @throws StorageFull | StorageUnavailable
 */
export async function adoptSignedOut(
  account: AdoptingAccount &
    AdoptingFiles & {
      readonly account: string
      readonly ledger: Pick<SaveLedger, 'trouble' | 'recovered'>
    },
  from: SignedOutWork,
): Promise<void> {
  const [lanes, assets] = await Promise.all([from.store.all('lanes'), from.store.all('assets')])
  if (lanes.length + assets.length === 0) return
  if (!(await claim(from.store, account.account))) return
  const failures = new Map<string, unknown>()
  for (const [projectId, lane] of lanes) {
    // One that the app's store fails at holds up no other.
    await adoptProject(account, from.store, lane).then(
      () => account.ledger.recovered(projectId),
      (error: unknown) => {
        failures.set(projectId, error)
        account.ledger.trouble(projectId, troubleOf(error))
      },
    )
  }
  for (const [, row] of assets) {
    if (row.origin !== 'added-here' || failures.has(row.projectId)) continue
    // Left, and claimed, for a sync that has media.
    if (!from.adoptAsset) return
    await from.adoptAsset(account, row)
  }
  for (const error of failures.values()) throw error
  from.inventory?.clear()
  // Nothing is left that another account could share with this one.
  const changes = ['adopter', mediaUsesKey].map((key) => ({ remove: 'device', key }) as const)
  await from.store.transact([], () => ({ changes, result: undefined }))
}

function claim(store: LocalStore, account: string): Promise<boolean> {
  return store.transact([['device', 'adopter']], (rows) => {
    const row = rows.get('device', 'adopter')
    if (row?.kind === 'adopter' && row.account !== account) return { changes: [], result: false }
    return { changes: [putOnDevice({ kind: 'adopter', account })], result: true }
  })
}
