import { expect, test } from 'vitest'
import { isDeleted, isDone, sharedAndLetGo } from './deleting.ts'
import { edit } from './memory-host.ts'
import { saveSlowly } from './save-slowly.ts'
import { until } from './turns-of-the-loop.ts'
import { historyOf } from './world.ts'

/** The app of A is saving, as one that packs its documents. */
async function saving() {
  const world = await sharedAndLetGo()
  return { ...world, ...saveSlowly(world.a, world.pageA, edit('two')) }
}

test('[DE2, DE3] what the app was saving as its user deleted the project goes first, and does not bring it back', async () => {
  const world = await saving()
  const { a, pageA, finish } = world
  const deleted = pageA.sync.projects.delete('film')
  await Promise.all([finish(), deleted])
  await until(() => isDone(pageA))
  expect(await pageA.sync.projects.list()).toEqual([])
  expect(a.host.projects.has('film')).toBe(false)
  // The last one is the tombstone.
  expect(historyOf(world)).toEqual(['history: one', 'history: two', 'history: two'])
  expect(isDeleted(world)).toBe(true)
})

test('[DE1] a save of the app that does not end holds the deletion up for half a minute at most', async () => {
  const { a, pageA } = await saving()
  const deleted = pageA.sync.projects.delete('film')
  await until(() => {
    a.clock.advance(1000)
    return pageA.sync.projects.list().then((list) => list.length === 0)
  })
  await deleted
})
