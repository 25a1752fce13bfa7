import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

test('[DE5] a project whose last save failed is gone once its user deletes it, and nothing is missed', async () => {
  const { a } = newWorld()
  a.host.remove = a.host.letGo
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  a.host.refusal = new RangeError('disk on fire')
  await expect(page.save(edit('two'))).rejects.toThrow('disk on fire')
  expect(a.page.guarded).toBe(true)
  await page.sync.projects.delete('film')
  await until(() => !a.host.projects.has('film') && page.sync.status.get().durability === 'in-the-cloud')
  expect(await page.sync.projects.list()).toEqual([])
  expect(a.page.guarded).toBe(false)
})

test('[DE5] what could not be saved of a deletion that is refused is missed still', async () => {
  const { a } = newWorld()
  a.account = null
  const page = a.open()
  await page.save(edit('one'))
  await activity(page, 'needs-auth')
  a.host.refusal = new RangeError('disk on fire')
  await expect(page.save(edit('two'))).rejects.toThrow('disk on fire')
  await expect(page.sync.projects.delete('film')).rejects.toMatchObject({ code: 'app-store-refused' })
  expect(page.sync.status.get().durability).toBe('unsaved')
})

test('[DE5] an id that no server would take is missed no more once it is deleted', async () => {
  const { a } = newWorld()
  a.ownStore = false
  const page = a.open()
  await expect(page.sync.projects.save(edit('one', { id: 'a/b' }))).rejects.toMatchObject({ name: 'InvalidEdit' })
  expect(page.sync.status.get().durability).toBe('unsaved')
  await page.sync.projects.delete('a/b')
  expect(page.sync.status.get()).toMatchObject({ durability: 'in-the-cloud', projects: {} })
})

test('[ST1] an edit that is nowhere kept beside is dropped from no project: none is made of it', async () => {
  const { a } = newWorld()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  await page.sync.projects.dropOverlaid('unheard-of', 'no hash')
  expect(page.sync.status.get()).toMatchObject({ durability: 'in-the-cloud', projects: { film: {} } })
  expect(Object.keys(page.sync.status.get().projects)).toEqual(['film'])
  expect([...a.disk.tables.keys()].filter((key) => key.startsWith('lanes/'))).toEqual(['lanes/film'])
})
