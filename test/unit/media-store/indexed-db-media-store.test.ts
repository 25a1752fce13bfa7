import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test } from 'vitest'
import { IndexedDbMediaStore } from '../../../client-lib/media-store/indexed-db-media-store.ts'
import { describeMediaStore } from './media-store.suite.ts'

let opened = 0
const open = () => IndexedDbMediaStore.open(`media-${++opened}`)

describeMediaStore({ name: 'IndexedDB', open })

test('what a killed page left half-written is listed, and can be removed', async () => {
  const store = await open()
  const database = await openDB(`media-${opened}`)
  await database.put('chunks', new Uint8Array([1]).buffer, ['half', 'attempt', 0])
  expect(await store.keys()).toEqual(['half'])
  expect(await store.open('half')).toBeUndefined()
  await store.remove('half')
  expect(await store.keys()).toEqual([])
  database.close()
  store.close()
})
