import type { LocalStore } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'

/** Makes this tab the one whose writes as a leader count. Answers its epoch, which is above all there were. */
export function raiseEpoch(store: LocalStore, known: number): Promise<number> {
  return store.transact([['device', 'lead']], (rows) => {
    const row = rows.get('device', 'lead')
    const epoch = Math.max(known, row?.kind === 'lead' ? row.epoch : 0) + 1
    return { changes: [putOnDevice({ kind: 'lead', epoch })], result: epoch }
  })
}
