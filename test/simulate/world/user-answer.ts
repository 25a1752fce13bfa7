import type { OpenConflict } from '../../../client-lib/conflicts/conflicts-api.ts'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { placeOf } from '../checks/edit-book.ts'
import type { RunContext } from '../run/run-context.ts'
import { contentOf } from './document-content.ts'
import type { SimTab } from './sim-tab.ts'

export const answers = ['local', 'remote', 'both', 'merged'] as const
export type UserAnswer = (typeof answers)[number]

/** The user answers the oldest question that is open, in whatever tab and with or without a line. */
export async function answerConflict(tab: SimTab, answer: UserAnswer, context: RunContext): Promise<void> {
  const { faults, trace } = context
  try {
    const [open] = await tab.sync.conflicts.list()
    if (!open) return
    const { conflictId, local, remote, projectId } = open
    const theirs = remote.kind === 'edited' ? remote.project.name : `the deletion in version ${remote.version}`
    trace.add(tab.page.name, `${projectId}: answers ${answer}: ${local.project.name} or ${theirs}`)
    noteAnswer(tab, open, answer, context)
    const { version } = remote
    const given = answer === 'merged' ? { merged: mergedEdit(tab, open, context), onVersion: version } : answer
    const isOffline = tab.isOffline()
    await tab.sync.conflicts.resolve(conflictId, given)
    if (answer === 'merged' && typeof given === 'object') tab.home.promised.add(given.merged.name)
    if (isOffline) faults.note('resolved-offline')
    if (answer === 'both') faults.note('resolved-both')
  } catch (error) {
    trace.add(tab.page.name, `was not answered: ${String(error)}`)
  }
}

/** What the user has decided, before any of it is done. */
function noteAnswer({ home }: SimTab, open: OpenConflict, answer: UserAnswer, { book }: RunContext): void {
  const { local, projectId } = open
  const mine = local.project.name
  if (answer === 'local') book.isOnTopOf(mine, theirLabel(home.account, open, book))
  // What goes on under another id is found there.
  if (answer === 'both') home.splits.add(projectId)
  if (answer === 'local' || answer === 'merged') return
  for (const label of [mine, ...(home.owed.get(projectId) ?? [])]) book.answeredAway(label)
}

function mergedEdit(tab: SimTab, open: OpenConflict, { book, chance }: RunContext): ProjectEdit {
  const { local, proposal, remote } = open
  if (proposal && chance.happens(0.7)) return proposal
  const { home } = tab
  const name = book.nextLabel()
  const theirs = remote.kind === 'edited' ? contentOf(remote.project.document) : {}
  const document = JSON.stringify({ ...theirs, ...contentOf(local.project.document), [home.device]: name })
  const merged = { ...local.project, name, document }
  book.made(merged, home.account, home.device)
  book.isOnTopOf(name, local.project.name)
  book.isOnTopOf(name, theirLabel(home.account, open, book))
  tab.merges.set(name, 'merged-by-hand')
  return merged
}

function theirLabel(
  account: string,
  { projectId, remote }: OpenConflict,
  book: RunContext['book'],
): string | undefined {
  if (remote.kind === 'edited') return remote.project.name
  return book.versions(placeOf(account, projectId)).find(({ version }) => version === remote.version)?.label
}
