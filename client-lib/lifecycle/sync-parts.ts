import * as limits from '#contract/limits.ts'
import type { CloudSyncOptions } from '../cloud-sync.ts'
import type { CloudSyncPorts } from '../cloud-sync-ports.ts'
import { adoptSignedOut } from '../device-accounts/adopt-signed-out.ts'
import { databaseName } from '../device-accounts/database-name.ts'
import { HostFailed } from '../host/host-failed.ts'
import { namedFailures } from '../host/named-failures.ts'
import { createSaveLedger } from '../host/save-ledger.ts'
import { StoreHost } from '../host/store-host.ts'
import { createTabBases } from '../host/tab-bases.ts'
import { letGoOfDeleted } from '../projects/delete-project.ts'
import { createProjectWatch } from '../projects/project-watch.ts'
import { createTurns } from '../queue/create-turns.ts'
import { createLaneBook } from '../queue/lane-book.ts'
import { createLaneRunner } from '../queue/lane-runner.ts'
import type { LaneEffect } from '../queue/lane-view.ts'
import type { Look } from '../remote/change-feed.ts'
import { createPollFeed } from '../remote/poll-feed.ts'
import { createPoller } from '../remote/poller.ts'
import type { Fetched } from '../remote/pull-project.ts'
import { backoffMs } from '../retry/backoff.ts'
import { createRetries } from '../retry/retries.ts'
import { databaseVersion } from '../storage/database-version.ts'
import { guardStore } from '../storage/guard-store.ts'
import { fencedStore } from '../tabs/fenced-store.ts'
import { createLeadership } from '../tabs/leadership.ts'
import { raiseEpoch } from '../tabs/raise-epoch.ts'
import { createApiClient } from '../transport/create-api-client.ts'
import { createDuty } from './duty.ts'
import { createLine, type LineState } from './line-state.ts'
import { createOpening } from './opening.ts'
import { createRecovery } from './recovery.ts'
import { createTroubleWatch } from './trouble-watch.ts'

/** What the parts tell the session that holds them. */
export interface PartHooks {
  /** Something the status is made of has changed. */
  readonly update: () => void
  readonly open: () => Promise<void>
  readonly opened: () => void
  readonly laneWritten: (projectId: string) => void
  readonly laneAsks: (projectId: string, effects: readonly LaneEffect[]) => void
  readonly applied: (projectId: string) => void
  readonly leadChanged: () => void
  readonly lineChanged: (before: LineState, now: LineState) => void
  readonly storageFailed: (error: unknown) => void
  /** The device's store has taken a write. */
  readonly wrote: () => void
  readonly removed: () => void
  readonly retryTroubles: () => void
  readonly poll: (signal: AbortSignal) => Promise<Look>
  readonly reread: () => Promise<void>
}

export type SyncParts = ReturnType<typeof createSyncParts>

/** The composition root: every part of a session, and what it rests on. */
export function createSyncParts(options: CloudSyncOptions, ports: CloudSyncPorts, hooks: PartHooks) {
  const { account, apiUrl, getToken } = options
  // A name that no server would take must not hold up what the user made.
  const deviceName =
    options.deviceName?.slice(0, limits.deviceNameCharacters).replace(/\p{Surrogate}/gu, '') || undefined
  const { transport, clock, random, locks, tabs, inventory } = ports
  const guard = guardStore(ports.store, clock, ports.memoryStore)
  const { store, isDurable } = guard
  const { update, storageFailed } = hooks
  const onRowsWritten = (keys?: string[]) => {
    if (opening.isOpen()) hooks.wrote()
    tabs.post({ kind: 'assets-changed', keys })
  }
  const line = createLine(hooks.lineChanged, account !== null)
  const onReachable = (reachable: boolean) => line.set({ reachable })
  const api = createApiClient({
    ...{ apiUrl, account, getToken, transport, clock, locks, onReachable },
    // Until a poll is answered, with which what waited goes on: where another tab leads, that one's word counts.
    onRefused: (change) => duty.isOn() && line.refuse(change),
  })
  const retries = createRetries(clock)
  const bornKnown = () => recovery.born()
  const book = createLaneBook({
    ...{ store, isOfNobody: account === null, clock, bornKnown, onChange: update },
    ...{ onWritten: hooks.laneWritten, onEffects: hooks.laneAsks },
  })
  const opening = createOpening({ clock, open: hooks.open, onOpen: hooks.opened, onFailure: storageFailed })
  const leadership = createLeadership({
    ...{ clock, locks, post: (message) => isDurable() && tabs.post(message) },
    // A tab of an older version cannot reach the rows any more, and must not keep the lead over them. Where each tab
    // has rows of its own, each leads.
    lockName: () => `${databaseName(account)}-${databaseVersion}${isDurable() ? '' : `-${random.id()}`}`,
    raise: (known) => opening.whenOpen().then(() => raiseEpoch(store, known)),
    onChange: hooks.leadChanged,
    onFailure: storageFailed,
  })
  const leaderStore = fencedStore(store, { epoch: leadership.epoch, onDeposed: leadership.deposed })
  const leader = { book: book.through(leaderStore), store: leaderStore }
  const media = ports.createMedia({
    ...{ store, leaderStore, api, transport, clock, random, retries },
    ...{ isDurable, bornKnown, putBack: () => recovery.tried, onRowsWritten, storageFailed },
    uploadPolicy: options.uploadPolicy,
    // In memory nobody knows which of the files are named by rows: none is swept away.
    locks: {
      whenHeld: locks.whenHeld.bind(locks),
      get areExclusive() {
        return isDurable() && locks.areExclusive
      },
    },
    onChange: update,
  })
  const runner = createLaneRunner({
    ...{ ...leader, account, api, transport, clock, random, retries, deviceName, media },
    async letGo(projectId) {
      const removed = await turns.take(projectId, () => letGoOfDeleted({ book, host, ledger }, projectId))
      if (removed) hooks.applied(projectId)
      return removed
    },
    onStorageFailure: storageFailed,
  })
  const poller = createPoller(ports.changeFeed ?? createPollFeed({ clock, random, retries }), hooks.poll)
  const duty = createDuty({ runner, poller, media, book, retries, onFailure: storageFailed })
  const ledger = createSaveLedger(() => {
    update()
    troubles.look()
  })
  const troubles = createTroubleWatch(clock, ledger, hooks.retryTroubles, hooks.reread)
  /** Aborted once a close waits no longer. */
  const left = new AbortController()
  const host = options.host ? namedFailures(options.host, { clock, signal: left.signal }) : new StoreHost(store)
  const hasOwnStore = options.host !== undefined
  const { signedOut } = ports
  const adopting =
    account === null || !signedOut
      ? undefined
      : createOpening({
          ...{ clock, onOpen: () => undefined },
          // What the app's store fails at is told of its project.
          onFailure: (error) => error instanceof HostFailed || storageFailed(error),
          // Each try reads and hashes the files that did not fit.
          waitMs: (failures) => backoffMs({ failures, afterMs: 5000, fraction: random.fraction() }),
          open: () => adoptSignedOut({ account, store, book, host, hasOwnStore, ledger, media, turns }, signedOut),
        })
  const recovery = createRecovery({
    ...{ account, guard, book, media, random, tabs, inventory, opening },
    onRemoved: hooks.removed,
  })
  const turns = createTurns(recovery.tried)
  return {
    ...{ recovery, turns },
    ...{ guard, isDurable, duty },
    ...{ account, apiUrl, locks, page: ports.page, erase: ports.erase, hasLocks: locks.areExclusive },
    ...{ adopting, signedOut, host, hasOwnStore, left },
    ...{ ledger, troubles, opening, leadership, leader },
    ...{ store, transport, clock, random, tabs, line, api, book, runner, media, poller, retries, deviceName },
    merge: options.merge,
    bases: createTabBases(),
    watch: createProjectWatch(),
    etags: new Map<string, string>(),
    unreadable: new Map<string, number>(),
    untaken: new Map<string, Fetched>(),
    failing: new Set<string>(),
    onApplied: hooks.applied,
  }
}
