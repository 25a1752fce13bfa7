import { readContent } from '../documents/content-rows.ts'
import { decodeContent } from '../documents/decode-content.ts'
import { enqueueUnqueued } from '../host/enqueue.ts'
import { HostRefused } from '../host/host-refused.ts'
import type { HostStore, ProjectEdit } from '../host/host-store.ts'
import type { Turns } from '../queue/create-turns.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import type { LaneView } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { OpenConflictRow } from './conflict-row.ts'
import type { OpenConflict } from './conflicts-api.ts'
import { UnknownConflict } from './unknown-conflict.ts'

export interface ConflictDesk {
  /** Open conflicts with both contents. */
  list(): Promise<readonly OpenConflict[]>
  /** @throws UnknownConflict | HostRefused | StorageFull | StorageUnavailable */
  resolve(conflictId: string, answer: 'local' | 'remote'): Promise<void>
}

export interface ConflictDeskOptions {
  readonly store: LocalStore
  readonly book: LaneBook
  readonly host: HostStore
  readonly turns: Turns
  readonly deviceName: string | undefined
  readonly onApplied: (projectId: string) => void
}

export function createConflictDesk(options: ConflictDeskOptions): ConflictDesk {
  const { store, book, host, turns, onApplied } = options

  async function content(projectId: string, hash: string): Promise<ProjectEdit | undefined> {
    const kept = await readContent(store, projectId, hash)
    return kept && decodeContent(projectId, kept)
  }

  async function present(row: OpenConflictRow): Promise<readonly OpenConflict[]> {
    const { conflictId, projectId, sinceMs } = row
    const [kept, remote] = await Promise.all([content(projectId, row.local.hash), content(projectId, row.remote.hash)])
    // The local side is what the app holds, also where its row could not be read.
    const local = kept ?? (await host.load(projectId))
    if (!local || !remote) {
      await book.dispatch(projectId, { kind: 'side-lost', conflictId, side: local ? 'remote' : 'local' })
      return []
    }
    const { savedAtMs, version, deviceName } = row.remote
    const here = { project: local, savedAtMs: row.local.savedAtMs, deviceName: options.deviceName ?? '' }
    return [
      { conflictId, projectId, sinceMs, local: here, remote: { project: remote, savedAtMs, version, deviceName } },
    ]
  }

  async function resolve(projectId: string, conflictId: string, answer: 'local' | 'remote'): Promise<void> {
    const local = await enqueueUnqueued(book, host, projectId)
    const { conflict } = book.view(projectId)
    // An edit that equals the winner has answered it meanwhile.
    if (conflict?.conflictId !== conflictId) return
    if (answer === 'remote') {
      const winner = await content(projectId, conflict.remote.hash)
      if (!winner) {
        await book.dispatch(projectId, { kind: 'side-lost', conflictId, side: 'remote' })
        throw new UnknownConflict(conflictId)
      }
      if (!(await host.apply(winner, local?.edit))) throw new HostRefused(projectId)
    }
    await book.dispatch(projectId, { kind: 'answered', conflictId, answer, localHash: conflict.local.hash })
    if (answer === 'remote') onApplied(projectId)
  }

  return {
    async list() {
      const shown = await Promise.all(openConflicts(book.views()).map(present))
      return shown.flat()
    },
    async resolve(conflictId, answer) {
      const open = openConflicts(book.views()).find((row) => row.conflictId === conflictId)
      if (!open) throw new UnknownConflict(conflictId)
      await turns.take(open.projectId, () => resolve(open.projectId, conflictId, answer))
    },
  }
}

/** What is open, oldest first. */
export function openConflicts(views: readonly LaneView[]): readonly OpenConflictRow[] {
  return views.flatMap(({ conflict }) => (conflict ? [conflict] : [])).sort((a, b) => a.sinceMs - b.sinceMs)
}
