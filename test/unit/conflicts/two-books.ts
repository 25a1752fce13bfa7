import { createLaneBook } from '../../../client-lib/queue/lane-book.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { edit, MemoryHost } from '../client/memory-host.ts'
import { InterruptedStore } from '../storage/interrupted-store.ts'

export const nothing = () => undefined

/** Two tabs' books of the same rows, of which neither hears the other; the app's store has `mine`. */
export async function twoBooks() {
  const rows = memoryDisk()
  const ports = {
    ...{ isOfNobody: false, bornKnown: nothing, clock: new HandClock() },
    ...{ onWritten: nothing, onEffects: nothing, onChange: nothing },
  }
  const store = new InterruptedStore(rows)
  const host = new MemoryHost()
  await host.save(edit('mine'))
  return {
    store,
    host,
    book: createLaneBook({ ...ports, store }),
    other: createLaneBook({ ...ports, store: new MemoryLocalStore(rows) }),
  }
}
