import type { Turns } from '../queue/create-turns.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import { enqueueEdit, enqueueUnqueued } from './enqueue.ts'
import type { HostStore, ProjectEdit } from './host-store.ts'
import type { SaveLedger } from './save-ledger.ts'
import { troubleOf } from './trouble-of.ts'

export interface SaveContext {
  readonly book: LaneBook
  readonly host: HostStore
  readonly turns: Turns
  readonly ledger: SaveLedger
}

/** The app's save, with the queue behind it: the queue starts when the save is done, and its failure is told in the status alone. */
export function createAfterSave(context: SaveContext) {
  return <T>(localSave: (edit: ProjectEdit) => Promise<T>) =>
    async (edit: ProjectEdit): Promise<T> => {
      // The app may go on changing its own object.
      const saved: ProjectEdit = { ...edit, assetIds: [...edit.assetIds] }
      const ticket = context.ledger.begin(saved.id)
      try {
        const result = await localSave(edit)
        ticket.committed()
        void queueSaved(context, saved)
        return result
      } catch (error) {
        ticket.failed()
        throw error
      }
    }
}

async function queueSaved({ book, turns, ledger }: SaveContext, edit: ProjectEdit): Promise<void> {
  try {
    await turns.take(edit.id, () => enqueueEdit(book, edit))
    ledger.recovered(edit.id)
  } catch (error) {
    ledger.trouble(edit.id, troubleOf(error))
  }
}

/**
 * Keeps the edit on the device and queues it, in one transaction.
 * @throws InvalidEdit | StorageFull | StorageUnavailable
 */
export async function saveOwnCopy({ book, turns, ledger }: SaveContext, edit: ProjectEdit): Promise<void> {
  const ticket = ledger.begin(edit.id)
  try {
    await turns.take(edit.id, () => enqueueEdit(book, edit, true))
    ledger.recovered(edit.id)
    ticket.committed()
  } catch (error) {
    ledger.trouble(edit.id, troubleOf(error))
    ticket.failed()
    throw error
  }
}

/** Looks whether the app holds something that is not queued; what fails is told in the status. */
export async function queueUnqueued({ book, host, turns, ledger }: SaveContext, projectId: string): Promise<void> {
  try {
    await turns.take(projectId, () => enqueueUnqueued(book, host, projectId))
    ledger.recovered(projectId)
  } catch (error) {
    ledger.trouble(projectId, troubleOf(error))
  }
}
