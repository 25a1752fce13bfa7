import { queueUnqueued, type SaveContext } from '../host/save-edit.ts'
import { isBlank } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'

/**
 * Lanes whose rows could not be read, and that know of nothing since: what an app's own store holds is queued anew;
 * where the copy was ours, what was edited is nowhere that is known, unless an open question has it.
 */
export async function mendLanes(context: SaveContext & { readonly store: LocalStore }): Promise<void> {
  const { book, hasOwnStore, store } = context
  for (const { table, key } of await store.setAside()) {
    if (table !== 'lanes' || !isBlank(await book.refresh(key))) continue
    if (hasOwnStore) await queueUnqueued(context, key)
    else await book.dispatch(key, { kind: 'row-lost' })
  }
}
