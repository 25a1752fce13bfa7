import { signedOutWithFiles } from '../../../client-lib/device-accounts/signed-out-with-files.ts'
import type { SignedOutWork } from '../../../client-lib/device-accounts/signed-out-work.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import type { Home } from './home.ts'
import { pageNotes } from './page-notes.ts'
import { pageMedia } from './page-ports.ts'
import type { SimTab, TabPorts } from './sim-tab.ts'

/** What nobody was signed in for, as a page of an account reaches it. Its chance is its own. */
export function signedOutPort(signedOut: Home, { page }: SimTab, ports: TabPorts): SignedOutWork {
  const { context, device, watch, strike } = ports
  const { faults, time } = context
  const chance = context.chance.fork(`page ${page.name}, signed-out work`)
  const rows = new MemoryLocalStore(signedOut.disk)
  const call = page.queue()
  const delay = () => [chance.whole(0, 3), chance.whole(0, 3)] as const
  const asked = <T>(work: () => Promise<T>) =>
    call(delay(), async () => {
      if (signedOut.isShut) throw new StorageUnavailable('shut')
      return work()
    })
  let hasBegun = false
  const begin = () => {
    if (hasBegun) return
    hasBegun = true
    if (signedOut.disk.tables.has('device/adopter')) faults.note('adopted-from-where-another-page-was')
    if (device.lingering?.page.state === 'running') faults.note('adopted-beside-page-of-nobody')
    if (strike) time.after(strike.afterMs, () => befallAdopting(signedOut, page, ports))
  }
  const store: SignedOutWork['store'] = {
    get: (table, key) => asked(() => rows.get(table, key)),
    all: (table, under) => asked(() => rows.all(table, under)),
    transact: (keys, decide) =>
      asked(async () => {
        begin()
        const result = await rows.transact(keys, decide)
        watch.changed(signedOut)
        return result
      }),
    setAside: () => asked(() => rows.setAside()),
    close: () => rows.close(),
  }
  return signedOutWithFiles({
    store,
    mediaStore: pageMedia(signedOut, page),
    inventory: pageNotes(signedOut.inventory, page, time, chance),
  })
}

function befallAdopting(signedOut: Home, page: SimTab['page'], { context, device, strike }: TabPorts): void {
  const { faults, trace } = context
  const at = device.tabs.findIndex((tab) => tab?.page === page)
  if (!strike || at < 0 || page.state !== 'running') return
  const isUnderWay = signedOut.disk.tables.has('device/adopter')
  if (strike.frozenForMs > 0) {
    if (!faults.mayHappen('frozen-while-adopting')) return
    if (isUnderWay) faults.note('frozen-while-adopting')
    trace.add(page.name, `frozen for ${strike.frozenForMs / 1000} s while it takes over signed-out work`)
    page.freezeFor(strike.frozenForMs)
  } else if (faults.mayHappen('killed-while-adopting') && device.kill(at) && isUnderWay) {
    faults.note('killed-while-adopting')
  }
}
