import type { FaultKind } from '../faults/fault-kind.ts'
import { rowsUnder } from '../world/device-rows.ts'
import { unsentKeys } from '../world/file-rows.ts'
import type { Home } from '../world/home.ts'
import type { SimDevice } from '../world/sim-device.ts'
import type { World } from '../world/world.ts'

/** What a browser takes at once, the pages with it: the database of an account, all but the notes, or everything. */
export type Evicted = 'rows' | 'storage' | 'site'

export const evictionFaults: Readonly<Record<Evicted, FaultKind>> = {
  rows: 'rows-evicted',
  storage: 'storage-evicted',
  site: 'site-cleared',
}

/** Nobody had asked the browser to keep it. Answers whether there was something. */
export function evict(device: SimDevice, what: Evicted, { context, losses, cloud }: World): boolean {
  const homes = (what === 'rows' ? [device.home] : device.homes).filter(({ disk }) => disk.tables.size > 0)
  if (homes.length === 0) return false
  device.killAll()
  for (const home of homes) {
    context.trace.add(device.name, `${home.account}: its ${what} is evicted`)
    takeRows(home)
    if (what !== 'rows') removeFiles(home)
    if (what === 'site') {
      home.saved.clear()
      home.inventory.clear()
      const { account } = home
      context.files.cleared(
        home,
        ({ projectId, assetId }) => cloud.storedBytes(account, projectId, assetId) !== undefined,
      )
    }
    losses.evicted(home, what !== 'site')
  }
  return true
}

/**
 * The database goes under its open pages, whose users are at work, once or twice; each is told a moment after, and one
 * of several may die of it.
 */
export function clearRows(device: SimDevice, projectId: string, { context, losses, watch }: World): void {
  const { faults, time, trace } = context
  const { home } = device
  const chance = context.chance.fork(`rows of ${device.name} cleared at ${time.nowMs}`)
  // Until all is calm.
  const soon = (what: () => void) => time.after(chance.whole(0, 60), () => faults.mayHappen('rows-cleared') && what())
  const tabs = device.openTabs()
  for (const tab of tabs) {
    const isAtWork = () => tab.page.state === 'running'
    if (chance.happens(0.5)) soon(() => isAtWork() && device.hand.edit(tab, projectId))
    if (chance.happens(0.3)) soon(() => isAtWork() && void device.hand.files.add(tab, projectId, chance.whole(1, 5000)))
  }
  if (tabs.length > 1 && chance.happens(0.3)) {
    const dies = chance.pick(tabs)
    soon(() => void device.tabs.some((tab, at) => tab === dies && device.kill(at)))
  }
  const clear = () => {
    if (home.disk.tables.size === 0) return
    faults.note('rows-cleared')
    trace.add(device.name, `${home.account}: its rows are cleared`)
    for (const [id] of rowsUnder(home.disk, 'lanes/')) {
      const held = home.hasOwnStore ? undefined : home.holds(id)
      home.whenCleared.set(id, { held, isDeleted: watch.deletions.isDeletedHere(home, id) })
    }
    takeRows(home)
    losses.evicted(home, true)
    for (const tab of device.openTabs()) time.after(chance.whole(0, 20), () => tab.connectivity.wake())
  }
  soon(clear)
  if (chance.happens(0.4)) soon(clear)
}

function takeRows(home: Home): void {
  home.disk.tables.clear()
  home.disk.setAside.length = 0
  home.isDamaged = true
  home.words.clear()
}

/** One of the files, or all: under the pages, which are told nothing. */
export async function evictFiles(home: Home, at: number | 'all', { context }: World): Promise<void> {
  // Most often one that the cloud has not got: the others are fetched again.
  const sole = unsentKeys(home)
  const keys = [...(await home.media.keys())].sort(
    (a, b) => Number(sole.has(b)) - Number(sole.has(a)) || (a < b ? -1 : 1),
  )
  const gone = at === 'all' ? keys : keys.slice(Math.floor(at * at * keys.length)).slice(0, 1)
  if (gone.length === 0) return
  context.faults.note(at === 'all' ? 'files-evicted' : 'file-evicted')
  home.hasLostFiles = true
  context.trace.add(home.device, `${home.account}: ${gone.length} of ${keys.length} files are evicted`)
  for (const key of gone) await home.media.remove(key)
}

function removeFiles(home: Home): void {
  const { media } = home
  home.hasLostFiles = true
  void media.keys().then((keys) => Promise.all(keys.map((key) => media.remove(key))))
}
