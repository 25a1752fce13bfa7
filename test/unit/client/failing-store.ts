import type { LocalStore } from '../../../client-lib/storage/local-store.ts'

/** @param fail throws where reading this row by itself is to fail */
export function failingStore(store: LocalStore, fail: (key: string) => void): LocalStore {
  return {
    async get(table, key) {
      fail(`${table}/${key}`)
      return store.get(table, key)
    },
    all: (...asked) => store.all(...asked),
    transact: (keys, decide) => store.transact(keys, decide),
    setAside: () => store.setAside(),
    close: () => store.close(),
  }
}
