import type { Trace } from '../run/trace.ts'
import type { Home } from '../world/home.ts'

/** One row becomes unreadable, of a file or another. Answers whether there was one. */
export function corruptRow(
  home: Home,
  { at, isOfFile }: { readonly at: number; readonly isOfFile: boolean },
  trace: Trace,
): boolean {
  const keys = [...home.disk.tables.keys()].filter((key) => key.startsWith('assets/') === isOfFile).sort()
  const key = keys[Math.floor(at * keys.length)]
  if (key === undefined || (home.disk.tables.get(key) as { broken?: true }).broken) return false
  home.isDamaged = true
  if (isOfFile || key === 'device/uploads') home.words.clear()
  home.disk.tables.set(key, { broken: true, was: home.disk.tables.get(key) })
  trace.add(home.device, `${home.account}: the row ${key.slice(0, 24)} is damaged`)
  return true
}
