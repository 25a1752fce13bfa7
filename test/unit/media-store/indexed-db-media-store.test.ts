import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { expect, test } from 'vitest'
import { eraseFromDevice } from '../../../client-lib/device-accounts/erase-from-device.ts'
import { IndexedDbMediaStore } from '../../../client-lib/media-store/indexed-db-media-store.ts'
import { mediaDatabaseName } from '../../../client-lib/media-store/media-database-name.ts'
import { IdbLocalStore } from '../../../client-lib/storage/idb-local-store.ts'
import { describeMediaStore } from './media-store.suite.ts'

let opened = 0
const open = () => IndexedDbMediaStore.open(`media-${++opened}`)

describeMediaStore({ name: 'IndexedDB', open })

test('what a killed page left half-written is listed, and can be removed', async () => {
  const store = await open()
  const database = await openDB(mediaDatabaseName(`media-${opened}`))
  await database.put('chunks', new Uint8Array([1]).buffer, ['half', 'attempt', 0])
  expect(await store.keys()).toEqual(['half'])
  expect(await store.open('half')).toBeUndefined()
  await store.remove('half')
  expect(await store.keys()).toEqual([])
  database.close()
  store.close()
})

test('[LS6] an account’s rows and files live side by side under its name, and both go from the device', async () => {
  const rows = new IdbLocalStore('ada')
  const pause = { schemaVersion: 1, kind: 'pause', paused: true } as const
  const keep = () =>
    rows.transact([], () => ({ changes: [{ put: 'device', key: 'pause', row: pause }], result: undefined }))
  await keep()
  const files = await IndexedDbMediaStore.open('ada')
  await files.write('clip', new Blob(['a clip']).stream(), new AbortController().signal)
  expect(await (await files.open('clip'))?.text()).toBe('a clip')
  expect(await rows.get('device', 'pause')).toEqual(pause)
  rows.close()
  // The other tab's connections are open: they let go by themselves.
  const ofOtherTab = new IdbLocalStore('ada')
  await ofOtherTab.get('device', 'pause')
  await eraseFromDevice('ada')
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^ada/)]),
  )
  expect(await new IdbLocalStore('ada').get('device', 'pause')).toBeUndefined()
})

test('[LS11] a database of files that is deleted under the page has none of them, and takes them again', async () => {
  const files = await IndexedDbMediaStore.open('deleted')
  const write = () => files.write('clip', new Blob(['a clip']).stream(), new AbortController().signal)
  await write()
  await deleteDB(mediaDatabaseName('deleted'))
  expect(await files.open('clip')).toBeUndefined()
  await write()
  expect(await (await files.open('clip'))?.text()).toBe('a clip')
  files.close()
})
