import type { Turns } from '../queue/create-turns.ts'
import { enqueueEdit, enqueueSaved, enqueueUnqueued, type SavedContext } from './enqueue.ts'
import type { ProjectEdit } from './host-store.ts'
import type { SaveLedger, SaveTicket } from './save-ledger.ts'
import { troubleOf } from './trouble-of.ts'

export interface SaveContext extends SavedContext {
  /** The app keeps its projects itself. */
  readonly hasOwnStore: boolean
  readonly turns: Turns
  readonly ledger: SaveLedger
}

/** The app's save, with the queue behind it: the queue starts when the save is done, and its failure is told in the status alone. */
export function createAfterSave(context: SaveContext) {
  return <T>(localSave: (edit: ProjectEdit) => Promise<T>) => {
    async function save(edit: ProjectEdit): Promise<T> {
      // The app may go on changing its own object; one that is no edit is its own store's to refuse.
      const assetIds = Array.isArray(edit?.assetIds) ? [...edit.assetIds] : edit?.assetIds
      const saved: ProjectEdit = { ...edit, assetIds }
      const { bases, book, ledger } = context
      const ticket = ledger.begin(saved.id, { seenVersion: book.knownVersion(saved.id), basedOn: bases.get(saved.id) })
      // A save that fails leaves the edit in the app's memory alone; the ledger says so until a later one succeeds.
      try {
        const result = await localSave(edit)
        ticket.saved()
        void queueSaved(context, saved, ticket)
        return result
      } catch (error) {
        ticket.failed()
        throw error
      }
    }
    return async (edit: ProjectEdit) => {
      const saving = save(edit)
      // A close waits for it: the sync that follows may have compared the app's store with the rows by then.
      context.turns.awaits(edit?.id, saving)
      return saving
    }
  }
}

/** Not every browser has it. */
interface WithScheduler {
  readonly scheduler?: { yield?(): Promise<void> }
}

async function queueSaved(context: SaveContext, edit: ProjectEdit, ticket: SaveTicket): Promise<void> {
  const { bases, book, hasOwnStore, turns, ledger } = context
  try {
    await turns.take(edit.id, async () => {
      // Who saved goes on first: the page's own thread packs the document.
      await (globalThis as WithScheduler).scheduler?.yield?.()
      if (hasOwnStore) await enqueueSaved(context, edit, ticket)
      else await enqueueEdit(book, bases, edit)
    })
    ticket.queued()
  } catch (error) {
    ledger.trouble(edit.id, troubleOf(error))
  }
}

/**
 * Keeps the edit on the device and queues it, in one transaction.
 * @throws InvalidEdit | StorageFull | StorageUnavailable
 */
export async function saveOwnCopy({ bases, book, turns, ledger }: SaveContext, edit: ProjectEdit): Promise<void> {
  const ticket = ledger.begin(edit.id)
  try {
    await turns.take(edit.id, () => enqueueEdit(book, bases, edit, true))
    ticket.queued()
  } catch (error) {
    ticket.failed()
    ledger.trouble(edit.id, troubleOf(error))
    throw error
  }
}

type QueueContext = Pick<SaveContext, 'book' | 'host' | 'turns' | 'ledger'>

/**
 * Looks whether the app holds something that is not queued; what fails is told in the status.
 * @param basedOn as in `enqueueUnqueued`
 */
export async function queueUnqueued(context: QueueContext, projectId: string, basedOn?: string): Promise<void> {
  const { turns, ledger } = context
  const isQueued = ledger.look(projectId)
  try {
    await turns.take(projectId, () => enqueueUnqueued(context, projectId, basedOn))
    isQueued()
  } catch (error) {
    ledger.trouble(projectId, troubleOf(error))
  }
}
