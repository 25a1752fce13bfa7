import type { LaneBook } from '../queue/lane-book.ts'
import { tellAll } from '../runtime/tell-all.ts'
import { type ConflictDesk, openConflicts } from './conflict-desk.ts'
import type { ConflictsApi, OpenConflict } from './conflicts-api.ts'

export interface ConflictBoard extends ConflictsApi {
  /** Lanes have changed. */
  update(): void
  /** Nobody is told any more. */
  close(): void
}

/** The desk as the app sees it: opened first, and told of each change of what is open. */
export function createConflictsApi(
  desk: ConflictDesk,
  book: Pick<LaneBook, 'views'>,
  opened: () => Promise<void>,
): ConflictBoard {
  const listeners = new Set<(open: readonly OpenConflict[]) => void>()
  let told = '[]'
  let changes = 0
  let reading = Promise.resolve()

  /** Of changes that come while one is read only the last: each reads all that is open. */
  async function tell(change: number): Promise<void> {
    await opened()
    if (change !== changes) return
    await desk.mergeByItself()
    const open = await desk.list()
    if (change === changes) tellAll(listeners, open)
  }

  function update(): void {
    const open = openConflicts(book.views())
    const sides = JSON.stringify(open.map(({ conflictId, local, remote }) => [conflictId, local.hash, remote.version]))
    if (sides === told) return
    told = sides
    // A store that fails here is in the status already, and is read again at the next change.
    const change = ++changes
    reading = reading
      .then(() => tell(change))
      .catch(() => {
        told = ''
      })
  }

  opened()
    .then(() => desk.resume())
    // Closed before, or a store that fails: the questions stay open, and the next start goes on.
    .catch(() => undefined)
  return {
    async list() {
      await opened()
      return desk.list()
    },
    async resolve(conflictId, answer) {
      await opened()
      await desk.resolve(conflictId, answer)
    },
    subscribe(listener) {
      listeners.add(listener)
      if (told !== '[]') {
        told = ''
        update()
      }
      return () => listeners.delete(listener)
    },
    update,
    close: () => listeners.clear(),
  }
}
