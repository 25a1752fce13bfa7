import { expect, test } from 'vitest'
import { answerConflict } from '../../../client-lib/conflicts/answer-conflict.ts'
import type { RemoteSide } from '../../../client-lib/conflicts/conflict-row.ts'
import { encodeEdit } from '../../../client-lib/documents/encode-edit.ts'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { createSaveLedger } from '../../../client-lib/host/save-ledger.ts'
import { createTabBases } from '../../../client-lib/host/tab-bases.ts'
import { createTurns } from '../../../client-lib/queue/create-turns.ts'
import type { LaneBook } from '../../../client-lib/queue/lane-book.ts'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { edit } from '../client/memory-host.ts'
import { nothing, twoBooks } from './two-books.ts'

async function give(book: LaneBook, made: ProjectEdit, eventOf: (hash: string) => LaneEvent): Promise<string> {
  const { hash, content } = await encodeEdit(made)
  await book.dispatch('film', eventOf(hash), new Map([[hash, content]]))
  return hash
}

/**
 * A question that both tabs know.
 * @param at which of this tab's transactions the other's answer `local` comes right before
 */
async function answeredElsewhere(at: number) {
  const { store, host, book, other } = await twoBooks()
  const localHash = await give(book, edit('mine'), (hash) => ({ kind: 'saved', hash }))
  await book.dispatch('film', { kind: 'begun', mutationId: 'm' })
  const about = { version: 3, savedAtMs: 1, deviceName: '' }
  const remoteOf = (hash: string): RemoteSide => ({ kind: 'edited', hash, ...about })
  const met = { kind: 'conflicted', mutationId: 'm', conflictId: 'k' } as const
  const theirs = await give(book, edit('theirs'), (hash) => ({ ...met, remote: remoteOf(hash) }))
  const { conflict } = book.view('film')
  if (!conflict) throw new TypeError('unreachable')
  const remote = remoteOf(theirs)
  const answered = { kind: 'answered', conflictId: 'k', answer: 'local', localHash, remote } as const
  store.interruptAt(at, () => other.dispatch('film', answered))
  const kept = { turns: createTurns(), ledger: createSaveLedger(nothing), media: { copyFiles: async () => undefined } }
  const said = { deviceName: undefined, merge: undefined, onApplied: nothing, hasOwnStore: true }
  const bases = createTabBases()
  const random = { fraction: () => 0, id: () => 'id' }
  return { host, conflict, options: { store, bases, book, host, random, ...kept, ...said } }
}

const merge = { merged: edit('merged by hand') }
test.each([
  ['remote', 1, 'remote', undefined],
  ['remote', 2, 'remote', undefined],
  ['a merge', 1, merge, 'UnknownConflict'],
  ['a merge', 2, merge, 'UnknownConflict'],
] as const)(
  '[CF2] where another tab closes the question before %s is begun, nothing is done of it (%s)',
  async (_, at, answer, told) => {
    const { options, conflict, host } = await answeredElsewhere(at)
    expect(await answerConflict(options, conflict, answer).catch((error: Error) => error.name)).toBe(told)
    expect(host.projects.get('film')).toEqual(edit('mine'))
    expect((await options.book.refresh('film')).lane.state).toMatchObject({ kind: 'queued', next: conflict.local })
  },
)
