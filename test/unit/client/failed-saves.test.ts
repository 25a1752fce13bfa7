import { expect, test } from 'vitest'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

test('[QU8] an edit that no server would take is said at once, and the local save stands', async () => {
  const { a } = newWorld()
  const page = a.open()
  expect(await page.save(edit('one', { id: 'not an id' }))).toBe('saved one')
  expect(await activity(page, 'blocked', 'not an id')).toMatchObject({ code: 'invalid-request' })
  expect(page.sync.status.get().projects['not an id']?.durability).toBe('on-this-device')
})

test('[QU1, LS2] storage that refuses is said in the status, the local save stands, and the edit is queued later', async () => {
  const world = newWorld()
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  world.a.disk.refusal = new StorageFull()
  expect(await page.save(edit('one'))).toBe('saved one')
  await activity(page, 'storage-degraded')
  expect(page.sync.status.get()).toMatchObject({
    durability: 'on-this-device',
    activity: { kind: 'storage-degraded', detail: 'This device has no room left for the app.' },
  })
  world.a.disk.refusal = undefined
  page.sync.retryNow()
  await inTheCloud(page)
  expect(await inCloudNow(world)).toBe('one')
})

test('[QU1, ST1] a local save that fails fails for the app alone, and the status says unsaved', async () => {
  const world = newWorld()
  const page = world.a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  world.a.host.refusal = new RangeError('disk on fire')
  await expect(page.save(edit('two'))).rejects.toBe(world.a.host.refusal)
  expect(page.sync.status.get().projects.film?.durability).toBe('unsaved')
  expect(page.sync.status.get().durability).toBe('unsaved')
  expect(await inCloudNow(world)).toBe('one')
  world.a.host.refusal = undefined
  await page.save(edit('three'))
  await inTheCloud(page)
  expect(await inCloudNow(world)).toBe('three')
})

test.each([
  ['no list of assets', { assetIds: undefined }],
  ['a list of assets that is none', { assetIds: 7 }],
  ['a document that is no text', { document: { clips: [] } }],
  ['no id', { id: undefined }],
  ['nothing at all', undefined],
])('[QU1] the local save of an edit with %s runs all the same, and alone decides', async (_, more) => {
  const { a } = newWorld()
  const page = a.open()
  const given = more && ({ ...edit('one'), ...more } as unknown as ProjectEdit)
  const save = page.sync.afterSave(async (saved) => saved)
  expect(await save(given as ProjectEdit)).toBe(given)
  await page.sync.close()
})

test('[QU8] a document that is no text is said to be refused, and so is an edit without a list of assets, until one that is right', async () => {
  const { a } = newWorld()
  const page = a.open()
  await page.save({ ...edit('one'), document: { clips: [] } } as unknown as ProjectEdit)
  expect(await activity(page, 'blocked')).toMatchObject({ code: 'invalid-request' })
  await page.save({ ...edit('two'), assetIds: undefined } as unknown as ProjectEdit)
  await until(() => JSON.stringify(page.sync.status.get().projects.film?.activity).includes('at assetIds'))
  await page.save(edit('three'))
  await inTheCloud(page)
})
