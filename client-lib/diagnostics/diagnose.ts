import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import type { Diagnostics } from './diagnostics.ts'
import { makeDiagnostics } from './make-diagnostics.ts'

/**
 * A support bundle: what is where, and every loss that the client knows of. It holds ids and states, no names or
 * documents of the user, no token and no signed address. Comes also where the store does not answer, and never rejects
 * for that: a bundle is wanted most then.
 *
 * @example
 * support(JSON.stringify(await diagnose(sync)))
 */
export async function diagnose(sync: ProjectSync): Promise<Diagnostics> {
  const { parts, isPersistent } = insideOf(sync)
  const { account, store, book, clock, locks, leadership, isDurable, retries } = parts
  const facts = {
    ...{ nowMs: clock.nowMs(), signedIn: account !== null, status: sync.status.get(), persistent: isPersistent() },
    ...{ epoch: leadership.epoch(), hasLocks: locks.areExclusive, durable: isDurable(), tries: retries.tries() },
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
