import type { EditWatch } from '../checks/edit-watch.ts'
import type { Trace } from '../run/trace.ts'
import type { Home } from '../world/home.ts'
import type { SimDevice } from '../world/sim-device.ts'

/** One row becomes unreadable. */
export function corruptRow(home: Home, at: number, trace: Trace): boolean {
  const keys = [...home.disk.tables.keys()].filter((key) => !key.startsWith('assets/')).sort()
  const key = keys[Math.floor(at * keys.length)]
  if (key === undefined || (home.disk.tables.get(key) as { broken?: true }).broken) return false
  home.isDamaged = true
  home.disk.tables.set(key, { broken: true, was: home.disk.tables.get(key) })
  trace.add(home.device, `${home.account}: the row ${key.slice(0, 24)} is damaged`)
  return true
}

/** The browser throws away the sync's rows; nobody had asked it to keep them. The pages are gone with them. */
export function evictRows(device: SimDevice, watch: EditWatch, trace: Trace): boolean {
  const { home } = device
  if (home.disk.tables.size === 0) return false
  for (const at of device.tabs.keys()) device.kill(at)
  const files = [...home.disk.tables].filter(([key]) => key.startsWith('assets/'))
  home.disk.tables.clear()
  for (const [key, row] of files) home.disk.tables.set(key, row)
  home.isDamaged = true
  watch.forgive(home)
  trace.add(device.name, `${home.account}: its rows are evicted`)
  return true
}
