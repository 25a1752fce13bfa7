import type { ProjectsApi } from '../cloud-sync.ts'
import { hashEdit } from '../documents/encode-edit.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { type SaveContext, saveOwnCopy } from '../host/save-edit.ts'
import type { SaveLedger } from '../host/save-ledger.ts'
import { isDeleting } from '../queue/lane-view.ts'
import { type PullContext, pullProject } from '../remote/pull-project.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Tabs } from '../tabs/tabs.ts'
import { inTime } from '../transport/in-time.ts'
import { type DeletionContext, deleteProject } from './delete-project.ts'
import { listProjects } from './list-projects.ts'
import { ProjectNotOpened } from './project-not-opened.ts'
import type { ProjectWatch } from './project-watch.ts'
import { readOverlaid } from './read-overlaid.ts'

export interface ProjectsContext extends PullContext, SaveContext, DeletionContext {
  readonly tabs: Pick<Tabs, 'post'>
  readonly store: LocalStore
  readonly ledger: SaveLedger
  readonly watch: ProjectWatch
  readonly recovery: { now(): Promise<unknown> }
  /** Settles once the rows were read. */
  readonly opened: () => Promise<void>
  readonly closing: AbortSignal
}

export function createProjectsApi(context: ProjectsContext): ProjectsApi {
  const { store, book, bases, clock, hasOwnStore, host, ledger, recovery, tabs, watch, turns, etags, closing, opened } =
    context

  /** What this tab shows from now on. */
  async function shown(edit: ProjectEdit): Promise<ProjectEdit> {
    const [hash, lane] = await Promise.all([hashEdit(edit), hasOwnStore ? undefined : store.get('lanes', edit.id)])
    // Another may have taken its place since it was read.
    bases.holds(edit.id, hash, lane?.ownCopy === hash ? lane.acknowledged.version : 0)
    return edit
  }

  /** Where the client keeps the documents, the browser may have deleted them under the page. */
  async function putBack(projectId: string): Promise<ProjectEdit | undefined> {
    if (hasOwnStore) return undefined
    await recovery.now()
    return host.load(projectId)
  }

  return {
    async list() {
      await opened()
      return listProjects(context)
    },
    async open(projectId) {
      needsId(projectId)
      const local = await host.load(projectId)
      if (local) {
        // What is here opens at once; what is newer there comes as a change. A save of it is queued first, and waits there.
        opened()
          .then(() => turns.take(projectId, opened))
          .then(() => pullProject(context, projectId, closing))
          .catch(() => undefined)
        return shown(local)
      }
      await opened()
      etags.delete(projectId)
      await pullProject(context, projectId, closing)
      const there = (await host.load(projectId)) ?? (await putBack(projectId))
      if (there) return shown(there)
      throw new ProjectNotOpened(projectId, isDeleting(book.view(projectId).lane) ? 'being-deleted' : 'not-kept')
    },
    async save(edit) {
      if (hasOwnStore) throw new TypeError('An app with a store of its own saves there, through afterSave.')
      await saveOwnCopy(context, edit)
    },
    async delete(projectId) {
      needsId(projectId)
      await opened()
      // What the app is just saving comes before its user's word. One that does not end holds it up no longer.
      const limits = { clock, signal: closing, timeoutMs: 30_000 }
      await inTime(limits, () => turns.awaited(projectId)).catch(() => undefined)
      await turns.take(projectId, async () => {
        await deleteProject(context, projectId)
        ledger.forget(projectId)
      })
      tabs.post({ kind: 'project-changed', projectId })
    },
    async overlaid(projectId) {
      needsId(projectId)
      await opened()
      return readOverlaid(store, projectId)
    },
    async dropOverlaid(projectId, hash) {
      needsId(projectId)
      await opened()
      await book.dispatch(projectId, { kind: 'overlaid-dropped', hash })
    },
    subscribe: watch.subscribe,
  }
}

/** Of who writes no TypeScript: a browser's database takes what is no key for a fault of its own. */
function needsId(projectId: string): void {
  if (!projectId || typeof projectId !== 'string') throw new TypeError('Needs the id of a project.')
}
