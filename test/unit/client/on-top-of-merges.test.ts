import { expect, test } from 'vitest'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { inCloudNow, newWorld } from './world.ts'

test.each([true, false])(
  '[TA5, TA6] what is saved on a merge that this tab gave is on top of it (own store: %s)',
  async (ownStore) => {
    for (const isSent of [true, false]) {
      const world = newWorld()
      const { a, b } = world
      a.ownStore = ownStore
      const pageA = a.open()
      const pageB = b.open()
      const save = (document: string) =>
        ownStore ? pageA.save(edit(document)) : pageA.sync.projects.save(edit(document))
      await pageB.save(edit('one'))
      await inTheCloud(pageB)
      await pageA.sync.projects.open('film')
      await pageB.save(edit('from B'))
      await inTheCloud(pageB)
      await save('from A')
      await activity(pageA, 'conflict')
      const [open] = await pageA.sync.conflicts.list()
      if (!isSent) await pageA.sync.pause()
      await pageA.sync.conflicts.resolve(open?.conflictId ?? '', { merged: edit('both') })
      if (isSent) await inTheCloud(pageA)
      await save('both, and more')
      await quiet()
      await pageA.sync.resume()
      await inTheCloud(pageA)
      expect(pageA.sync.status.get().projects.film).not.toHaveProperty('overlaid')
      expect(await inCloudNow(world)).toBe('both, and more')
    }
  },
)
