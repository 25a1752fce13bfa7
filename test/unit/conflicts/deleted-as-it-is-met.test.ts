import { expect, test } from 'vitest'
import { encodeEdit } from '../../../client-lib/documents/encode-edit.ts'
import { createSaveLedger } from '../../../client-lib/host/save-ledger.ts'
import { deleteProject } from '../../../client-lib/projects/delete-project.ts'
import { edit } from '../client/memory-host.ts'
import { twoBooks } from './two-books.ts'

test('[DE7] a deletion is refused where another tab meets a conflict right before it is kept', async () => {
  const { store, host, book, other: leader } = await twoBooks()
  const { hash, content } = await encodeEdit(edit('mine'))
  await leader.dispatch('film', { kind: 'saved', hash }, new Map([[hash, content]]))
  await leader.dispatch('film', { kind: 'begun', mutationId: 'm' })
  await book.load()
  const remote = { kind: 'deleted', version: 3, deletedAtMs: 1 } as const
  store.interruptAt(2, () => leader.dispatch('film', { kind: 'conflicted', mutationId: 'm', conflictId: 'k', remote }))
  const ledger = createSaveLedger(() => undefined)
  const deleted = deleteProject({ account: 'ada', store, book, host, hasOwnStore: true, ledger }, 'film')
  await expect(deleted).rejects.toMatchObject({ name: 'DeletionRefused', code: 'conflict-open' })
  expect([host.projects.size, (await book.refresh('film')).conflict?.conflictId]).toEqual([1, 'k'])
})
