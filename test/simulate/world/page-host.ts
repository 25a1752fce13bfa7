import type { HostStore, ProjectEdit } from '../../../client-lib/host/host-store.ts'
import type { Chance } from '../chance/chance.ts'
import type { EditWatch } from '../checks/edit-watch.ts'
import type { FaultKind } from '../faults/fault-kind.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Home } from './home.ts'
import type { SimPage } from './sim-page.ts'

export interface HostPorts {
  readonly context: RunContext
  readonly home: Home
  readonly page: SimPage
  readonly chance: Chance
  readonly watch: EditWatch
  /** Labels of merges that a conflict may be answered with. */
  readonly merges: ReadonlyMap<string, FaultKind>
  /** The user saves something just now. */
  readonly editNow: (projectId: string) => void
}

/**
 * The app's own store as one page reaches it. A user may save just as a remote version is about to be applied, and it
 * may fail at what it is asked, before that is done or after.
 */
export function pageHost({ context, home, page, chance, watch, merges, editNow }: HostPorts): HostStore {
  const delay = () => [chance.whole(0, 5), chance.whole(0, 5)] as const
  const held = async (projectId: string) => home.saved.get(projectId)
  const store: HostStore = {
    list: async () => [...home.saved.keys()],
    load: held,
    async apply(remote, expected) {
      if (JSON.stringify(home.saved.get(remote.id)) !== JSON.stringify(expected)) return false
      home.saved.set(remote.id, remote)
      home.fromAfar.set(remote.id, { label: remote.name, atMs: context.time.nowMs })
      watch.applied(remote.id, remote.name)
      const how = merges.get(remote.name)
      if (how) watch.merged(home, remote.id, { label: remote.name, over: expected?.name, how })
      return true
    },
  }
  const letGo = async (projectId: string, expected: ProjectEdit) => {
    if (JSON.stringify(home.saved.get(projectId)) !== JSON.stringify(expected)) return false
    return home.saved.delete(projectId)
  }
  const failing = chance.fork('failures of the app store')
  const mayFail = () => {
    if (context.faults.strikes('app-store-failed', 0.04, failing)) throw new DOMException('ended', 'AbortError')
  }
  const kept = context.mutant.host?.(store, held) ?? store
  return {
    list: () =>
      page.call([0, chance.whole(0, 3)], async () => {
        mayFail()
        return kept.list()
      }),
    load: (projectId) =>
      page.call([0, chance.whole(0, 3)], async () => {
        mayFail()
        return kept.load(projectId)
      }),
    ...(home.letsGo
      ? {
          remove: (projectId, expected) =>
            page.call(delay(), async () => {
              mayFail()
              if (context.faults.strikes('edited-during-apply', 0.1, chance)) editNow(projectId)
              const isRemoved = await letGo(projectId, expected)
              context.trace.add(page.name, `${home.account}/${projectId}: ${isRemoved ? 'let go' : 'kept'}`)
              watch.changed(home)
              mayFail()
              return isRemoved
            }),
        }
      : {}),
    apply: (remote, expected) =>
      page.call(delay(), async () => {
        mayFail()
        // Nobody edits what is not there yet.
        const isMade = context.book.get(remote.name)?.edit.id === remote.id && !home.isBeingTakenOver(remote.id)
        const isThere = isMade || home.saved.has(remote.id)
        if (isThere && context.faults.strikes('edited-during-apply', 0.2, chance)) editNow(remote.id)
        const isApplied = await kept.apply(remote, expected)
        const { id, name } = remote
        context.trace.add(page.name, `${home.account}/${id}: ${isApplied ? 'applied' : 'did not apply'} ${name}`)
        watch.changed(home)
        mayFail()
        return isApplied
      }),
  }
}
