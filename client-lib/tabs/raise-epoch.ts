import type { LocalStore } from '../storage/local-store.ts'

/** Makes this tab the one whose writes as a leader count. Answers its epoch, which is above all there were. */
export function raiseEpoch(store: LocalStore, known: number): Promise<number> {
  return store.transact([['device', 'lead']], (rows) => {
    const row = rows.get('device', 'lead')
    const epoch = Math.max(known, row?.kind === 'lead' ? row.epoch : 0) + 1
    return { changes: [{ put: 'device', key: 'lead', row: { schemaVersion: 1, kind: 'lead', epoch } }], result: epoch }
  })
}
