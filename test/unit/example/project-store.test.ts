import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { openDeviceDatabase } from '../../../example/projects/device-database.ts'
import { createDeviceProjectStore } from '../../../example/projects/device-project-store.ts'

const edit = { id: 'p1', name: 'One', document: '{}', assetIds: ['a1'] }

test('[RE1] a version from the cloud replaces the stored one only where that is what was expected', async () => {
  const store = createDeviceProjectStore(openDeviceDatabase('expected'))
  const remote = { ...edit, name: 'From afar' }
  expect(await store.apply(edit, undefined)).toBe(true)
  expect(await store.apply(remote, undefined)).toBe(false)
  expect(await store.apply(remote, { ...edit, document: '{"other": 1}' })).toBe(false)
  expect(await store.load('p1')).toEqual(edit)
  expect(await store.apply(remote, edit)).toBe(true)
  expect(await store.load('p1')).toEqual(remote)
})

test('[RE3] what was deleted elsewhere is let go of only where it is what was expected', async () => {
  const store = createDeviceProjectStore(openDeviceDatabase('deleted'))
  await store.save(edit)
  expect(await store.remove('p1', { ...edit, name: 'Another' })).toBe(false)
  expect(await store.load('p1')).toEqual(edit)
  expect(await store.remove('p1', edit)).toBe(true)
  expect(await store.list()).toEqual([])
})

test('accounts on one device keep their projects apart', async () => {
  await createDeviceProjectStore(openDeviceDatabase('ada')).save(edit)
  expect(await createDeviceProjectStore(openDeviceDatabase('ben')).list()).toEqual([])
})
