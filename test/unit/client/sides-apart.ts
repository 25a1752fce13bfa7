import type { ConflictMerge } from '../../../client-lib/conflicts/conflict-merge.ts'
import { threeWayMerge } from '../../../client-lib/conflicts/merge/three-way-merge.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { newWorld, type OpenWorld } from './world.ts'

export const [base, here, there, both] = ['{"a":1,"b":1}', '{"a":2,"b":1}', '{"a":1,"b":2}', '{"a":2,"b":2}']

export const byItself = threeWayMerge({ apply: 'when-nothing-overlaps' })

/** The same project, edited on both devices: A has not heard of B's edit. */
export async function apart(
  local: string,
  remote: string,
  more: { merge?: ConflictMerge | undefined; ownStore?: false } = {},
): Promise<OpenWorld> {
  const world = newWorld()
  if ('merge' in more) world.a.merge = more.merge
  world.a.ownStore = more.ownStore ?? true
  const pageB = world.b.open()
  await pageB.save(edit(base))
  await inTheCloud(pageB)
  const pageA = world.a.open()
  await pageA.sync.projects.open('film')
  await pageB.save(edit(remote))
  await inTheCloud(pageB)
  if (more.ownStore === false) await pageA.sync.projects.save(edit(local))
  else await pageA.save(edit(local))
  return { ...world, pageA, pageB }
}

/** The question that is open on a page. */
export async function askedOn(page: OpenPage) {
  await activity(page, 'conflict')
  const [open] = await page.sync.conflicts.list()
  if (!open) throw new TypeError('Nothing is open.')
  return open
}
