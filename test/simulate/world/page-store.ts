import type { Change, LocalStore } from '../../../client-lib/storage/local-store.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import type { Chance } from '../chance/chance.ts'
import type { EditWatch } from '../checks/edit-watch.ts'
import type { FaultKind } from '../faults/fault-kind.ts'
import type { Trace } from '../run/trace.ts'
import type { Home } from './home.ts'
import type { SimPage } from './sim-page.ts'

export interface StorePorts {
  readonly home: Home
  readonly page: SimPage
  readonly chance: Chance
  readonly watch: EditWatch
  /** Labels of saves that the app has asked for and that are not answered. */
  readonly pendingSaves: ReadonlySet<string>
  /** What the page shows of each project, by label: what its user edits is that. */
  readonly shown: Map<string, string>
  /** Labels of merges that a conflict may be answered with. */
  readonly merges: ReadonlyMap<string, FaultKind>
  readonly trace: Trace
}

/** A device's rows as one page reaches them: each call takes its time, and may be refused. */
export function pageStore({ home, page, chance, watch, pendingSaves, shown, merges, trace }: StorePorts): LocalStore {
  const rows = new MemoryLocalStore(home.disk)
  // As in IndexedDB, a page's transactions take their turns.
  const call = page.queue()
  const delay = () => [chance.whole(0, 3), chance.whole(0, 3)] as const
  const read = <T>(work: () => Promise<T>) =>
    call([0, chance.whole(0, 3)], async () => {
      if (home.isShut) throw new StorageUnavailable('shut')
      return work()
    })
  return {
    get: (table, key) => read(() => rows.get(table, key)),
    all: (table, under) => read(() => rows.all(table, under)),
    transact: (keys, decide) =>
      call(delay(), async () => {
        if (home.isShut) throw new StorageUnavailable('shut')
        const told = keys.flatMap(([table, id]) => (table === 'lanes' ? before(id) : [])).slice(0, 1)
        const result = await rows.transact(keys, (read) => {
          const decided = decide(read)
          if (trace.withRows) tellRows(decided.changes)
          return decided
        })
        for (const { projectId, held, known, lane } of told) {
          tellOfSave(projectId, known)
          watch.answered(home, projectId)
          watch.deletions.look(home, projectId, lane, held)
        }
        watch.changed(home)
        return result
      }),
    setAside: () => read(() => rows.setAside()),
    close: () => rows.close(),
  }

  function tellRows(changes: readonly Change[]): void {
    for (const change of changes) {
      if ('put' in change && ['lanes', 'conflicts', 'assets'].includes(change.put))
        trace.add(page.name, `row ${change.put}/${change.key} ${rowText(change)}`)
      else if ('remove' in change && change.remove !== 'documents')
        trace.add(page.name, `row ${change.remove}/${change.key} is gone`)
    }
  }

  /** Contents by their labels, as far as they are there. */
  function rowText({ key, row }: Extract<Change, { put: unknown }>): string {
    const [projectId = ''] = key.split('/')
    return JSON.stringify(row).replace(/[\w-]{43}/g, (hash) => home.labelOf(projectId, hash) ?? hash.slice(0, 6))
  }

  function before(projectId: string) {
    const held = home.holds(projectId)
    return { projectId, held, known: held ?? home.whenCleared.get(projectId)?.held, lane: home.lane(projectId) }
  }

  function tellOfSave(projectId: string, before: string | undefined): void {
    const now = home.hasOwnStore ? undefined : home.holds(projectId)
    if (now === undefined || now === before) return
    watch.applied(projectId, now)
    // Who takes an edit back to a merge merges nothing.
    const how = pendingSaves.has(now) ? undefined : merges.get(now)
    if (how) {
      shown.set(projectId, now)
      watch.merged(home, projectId, { label: now, over: before, how })
      return
    }
    if (!pendingSaves.has(now)) return
    // What came from another device is made an edit of where the page showed it; of two tabs' edits the history tells.
    const isOfAnother = before === undefined || !home.savedHere.has(before)
    if (shown.get(projectId) !== before) watch.savedUnaware(now)
    watch.saved(home, projectId, now, isOfAnother ? shown.get(projectId) : before)
    home.savedHere.add(now)
    shown.set(projectId, now)
  }
}
