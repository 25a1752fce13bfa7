import type { LaneBook } from '../queue/lane-book.ts'
import type { Retries } from '../retry/retries.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Locks } from '../runtime/locks.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Leadership } from '../tabs/leadership.ts'
import type { Diagnostics } from './diagnostics.ts'
import { makeDiagnostics } from './make-diagnostics.ts'

export interface DiagnosedParts {
  readonly account: string | null
  readonly store: LocalStore
  readonly book: LaneBook
  readonly clock: Clock
  readonly locks: Locks
  readonly leadership: Leadership
  readonly retries: Retries
}

/** Never rejects: a bundle is wanted most where the store does not answer. */
export async function diagnose(
  { account, store, book, clock, locks, leadership, retries }: DiagnosedParts,
  shown: { readonly status: StatusSnapshot; readonly persistent: boolean | undefined },
): Promise<Diagnostics> {
  const facts = {
    ...{ nowMs: clock.nowMs(), signedIn: account !== null, ...shown },
    ...{ epoch: leadership.epoch(), hasLocks: locks.areExclusive, tries: retries.tries() },
  }
  try {
    const [lanes, assets, setAside] = await Promise.all([store.all('lanes'), store.all('assets'), store.setAside()])
    const rows = { lanes: lanes.map(([, row]) => row), assets: assets.map(([, row]) => row), setAside }
    return makeDiagnostics({ ...facts, ...rows, storageTrouble: undefined })
  } catch (error) {
    const lanes = book.views().map(({ lane }) => lane)
    return makeDiagnostics({ ...facts, lanes, assets: [], setAside: [], storageTrouble: String(error) })
  }
}
