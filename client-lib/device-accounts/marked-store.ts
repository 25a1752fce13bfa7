import type { LocalStore, RowKey } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'

export interface Adoption {
  readonly projectId: string
  readonly hash: string
  /** The id it has in the account. */
  readonly as: string
}

export function markKey(projectId: string): string {
  return `adopted/${projectId}`
}

/**
 * A store whose next write also notes that this content was adopted, in the same transaction; where that is noted
 * already, the write is left out. So a content is adopted once, however often the page died on the way.
 */
export function markedStore(store: LocalStore, { projectId, hash, as }: Adoption): LocalStore {
  const mark: RowKey = ['device', markKey(projectId)]
  return {
    get: (table, key) => store.get(table, key),
    all: (table, under) => store.all(table, under),
    setAside: () => store.setAside(),
    close: () => store.close(),
    transact: (keys, decide) =>
      store.transact([...keys, mark], (rows) => {
        const row = rows.get(...mark)
        const { changes, result } = decide(rows)
        if (row && 'hash' in row && row.hash === hash) return { changes: [], result }
        return { changes: [...changes, putOnDevice({ kind: 'adopted', hash, as }, mark[1])], result }
      }),
  }
}
