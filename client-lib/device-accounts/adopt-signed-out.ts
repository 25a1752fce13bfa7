import type { SaveLedger } from '../host/save-ledger.ts'
import { troubleOf } from '../host/trouble-of.ts'
import { mediaUsesKey } from '../media/room/media-uses.ts'
import type { Turns } from '../queue/create-turns.ts'
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
      readonly ledger: SaveLedger
      readonly turns: Turns
    },
  from: SignedOutWork,
): Promise<void> {
  const rows = [from.store.all('lanes'), from.store.all('assets'), from.store.get('device', 'adopter')] as const
  const [lanes, assets, begun] = await Promise.all(rows)
  if (lanes.length + assets.length === 0 && !begun) return
  if (!(await claim(from.store, account.account))) return
  const failures = new Map<string, unknown>()
  const taken = new Set<string>()
  for (const [projectId, lane] of lanes) {
    // One that the app's store fails at holds up no other.
    await account.turns
      .take(projectId, () => adoptProject(account, from, lane))
      .then(
        (isTaken) => {
          if (isTaken) taken.add(projectId)
          // What the app has saved since is not queued by that.
          if (!account.ledger.stages().has(projectId)) account.ledger.look(projectId)()
        },
        (error: unknown) => {
          failures.set(projectId, error)
          account.ledger.trouble(projectId, troubleOf(error))
        },
      )
  }
  for (const [key, row] of assets) {
    if (row.origin !== 'added-here' || failures.has(row.projectId)) continue
    if (!from.adoptAsset) break
    await from.adoptAsset(account, row).catch((error: unknown) => failures.set(key, error))
  }
  for (const error of failures.values()) throw error
  const known = new Set(assets.map(([key]) => key))
  const files = await from.store.all('assets')
  // Left, and claimed: for a sync that has media, or for the next start.
  if (files.some(([key, { projectId }]) => !from.adoptAsset || (taken.has(projectId) && !known.has(key)))) return
  await endClaim(from.store, [...taken])
}

/** Nothing is left that another account could share with this one; but for what was saved since, in a tab signed out. */
function endClaim(store: LocalStore, taken: readonly string[]): Promise<void> {
  const keys = taken.map((projectId) => ['lanes', projectId] as const)
  return store.transact(keys, (rows) => {
    const isLeft = keys.some((key) => rows.get(...key))
    const ended = ['adopter', mediaUsesKey].map((key) => ({ remove: 'device', key }) as const)
    return { changes: isLeft ? [] : ended, result: undefined }
  })
}

function claim(store: LocalStore, account: string): Promise<boolean> {
  return store.transact([['device', 'adopter']], (rows) => {
    const row = rows.get('device', 'adopter')
    if (row?.kind === 'adopter' && row.account !== account) return { changes: [], result: false }
    return { changes: [putOnDevice({ kind: 'adopter', account })], result: true }
  })
}
