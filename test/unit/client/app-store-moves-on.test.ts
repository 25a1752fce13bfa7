import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { conflictOnA, historyOf, inCloudNow, newWorld } from './world.ts'

// Seed 441 of the simulation: it went over the winner, which nobody had seen as it was made.
test('[CF4, CF8] what is saved as an answer is under way is queued once, and not again over what was answered', async () => {
  const world = await conflictOnA()
  const { a, pageA, conflictId } = world
  const { load } = a.host
  let saving: Promise<string> | undefined
  Object.assign(a.host, {
    load: async (id: string) => {
      saving ??= pageA.save(edit('from A, late'))
      await saving
      return load(id)
    },
  })
  await pageA.sync.conflicts.resolve(conflictId, { merged: edit('from A and B') })
  await until(() => historyOf(world).includes('conflict-side: from A, late'))
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('from A and B')
  expect(historyOf(world)).not.toContain('history: from A, late')
  expect(await pageA.sync.projects.overlaid('film')).toEqual([])
})

test('[TA5] what the app’s store no longer holds as its turn comes goes over nothing, and is kept', async () => {
  const world = newWorld()
  const { a } = world
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  const { load } = a.host
  const letGo = Promise.withResolvers<void>()
  let held = false
  Object.assign(a.host, {
    load: async (id: string) => {
      if (held) await letGo.promise
      return load(id)
    },
  })
  held = true
  await page.save(edit('seen by nobody'))
  a.host.projects.set('film', edit('of another tab'))
  letGo.resolve()
  await until(() => page.sync.status.get().projects.film?.overlaid === 1)
  await inTheCloud(page)
  expect((await page.sync.projects.overlaid('film')).map((kept) => kept.edit.document)).toEqual(['seen by nobody'])
  expect(await inCloudNow(world)).toBe('of another tab')
  expect(historyOf(world)).not.toContain('history: seen by nobody')
})

test('[TA5] so it is while a conflict of that project waits for an answer', async () => {
  const { a, pageA } = await conflictOnA()
  const { load } = a.host
  const letGo = Promise.withResolvers<void>()
  Object.assign(a.host, {
    load: async (id: string) => {
      await letGo.promise
      return load(id)
    },
  })
  await pageA.save(edit('seen by nobody'))
  a.host.projects.set('film', edit('of another tab'))
  letGo.resolve()
  await until(() => pageA.sync.status.get().projects.film?.overlaid === 1)
  expect((await pageA.sync.projects.overlaid('film')).map((kept) => kept.edit.document)).toEqual(['seen by nobody'])
})
