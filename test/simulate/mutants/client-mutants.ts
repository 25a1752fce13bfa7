import { conflictKey } from '../../../client-lib/conflicts/conflict-row.ts'
import { documentKey } from '../../../client-lib/documents/document-row.ts'
import type { LaneRow } from '../../../client-lib/queue/lane-row.ts'
import type { Change, LocalStore } from '../../../client-lib/storage/local-store.ts'
import type { SimPage } from '../world/sim-page.ts'
import type { Mutant } from './mutant.ts'

/** Bugs of the client, put in between it and its ports. */
export const clientMutants: readonly Mutant[] = [
  { name: 'no in-flight fence', store: (store) => withChanges(store, (change) => [onLane(change, withoutFence)]) },
  { name: 'drop on 401', store: (store) => withChanges(store, (change) => [onLane(change, droppedWhenSignedOut)]) },
  { name: 'status before commit', store: commitLater },
  { name: 'conflict side dropped before its ack', store: (store) => withChanges(store, droppingSides) },
  {
    name: 'a remote applied over unsaved host edits',
    host: (host, held) => ({ ...host, apply: async (remote) => host.apply(remote, await held(remote.id)) }),
  },
  {
    name: "the wrong account's token",
    request: (request, others) => {
      const { authorization } = request.headers
      const other = others.find((token) => authorization !== undefined && authorization !== `Bearer ${token}`)
      return other ? { ...request, headers: { ...request.headers, authorization: `Bearer ${other}` } } : request
    },
  },
]

function withChanges(store: LocalStore, alter: (change: Change) => readonly Change[]): LocalStore {
  return {
    get: (table, key) => store.get(table, key),
    all: (table, under) => store.all(table, under),
    transact: (keys, decide) =>
      store.transact(keys, (rows) => {
        const { changes, result } = decide(rows)
        return { changes: changes.flatMap(alter), result }
      }),
    setAside: () => store.setAside(),
    close: () => store.close(),
  }
}

function onLane(change: Change, alter: (lane: LaneRow) => LaneRow): Change {
  return 'put' in change && change.put === 'lanes' ? { ...change, row: alter(change.row) } : change
}

/** An edit takes the place of the write that has begun. */
function withoutFence(lane: LaneRow): LaneRow {
  const { state } = lane
  return 'inFlight' in state && state.next ? { ...lane, state: { kind: 'queued', next: state.next } } : lane
}

function droppedWhenSignedOut(lane: LaneRow): LaneRow {
  return lane.state.kind === 'needs-auth' ? { ...lane, state: { kind: 'idle' } } : lane
}

/** Who loses is not kept until the cloud has it. */
function droppingSides(change: Change): readonly Change[] {
  if (!('put' in change)) return [change]
  if (change.put === 'lanes') return [{ ...change, row: { ...change.row, keptHashes: [] } }]
  if (change.put !== 'conflicts' || change.row.state !== 'answered') return [change]
  const { projectId, answer, local } = change.row
  const loses: Change = { remove: 'documents', key: documentKey(projectId, local.hash) }
  return [{ remove: 'conflicts', key: conflictKey(change.row) }, ...(answer === 'remote' ? [loses] : [])]
}

/** Says that an edit is on disk a good while before it is. Not so of who leads: tabs would ask for that without end. */
function commitLater(store: LocalStore, page: SimPage): LocalStore {
  return {
    get: (table, key) => store.get(table, key),
    all: (table, under) => store.all(table, under),
    async transact(keys, decide) {
      if (!keys.some(([table]) => table === 'lanes')) return store.transact(keys, decide)
      const read = await store.transact(keys, (rows) => ({ changes: [], result: decide(rows).result }))
      void page.moment(2000).then(() => store.transact(keys, decide))
      return read
    },
    setAside: () => store.setAside(),
    close: () => store.close(),
  }
}
