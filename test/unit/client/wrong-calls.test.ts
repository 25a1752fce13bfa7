import { afterEach, expect, test } from 'vitest'
import 'fake-indexeddb/auto'
import { checkedOptions } from '../../../client-lib/checked-options.ts'
import type { CloudSyncOptions } from '../../../client-lib/cloud-sync.ts'
import { threeWayMerge } from '../../../client-lib/conflicts/merge/three-way-merge.ts'
import { createCloudSync } from '../../../client-lib/create-cloud-sync.ts'
import { createProjectSync } from '../../../client-lib/create-project-sync.ts'
import { selfTest } from '../../../client-lib/diagnostics/self-test.ts'
import { SyncClosed } from '../../../client-lib/lifecycle/sync-closed.ts'
import { limitUploadRate } from '../../../client-lib/media/uploads/limit-upload-rate.ts'
import { createAccountTokens } from '../../../client-lib/transport/account-tokens.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { MemoryLocks } from '../media/memory-locks.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, SyncDevice } from './sync-device.ts'
import { turnsPass } from './turns-of-the-loop.ts'
import { newWorld, sharedProject } from './world.ts'

const options: CloudSyncOptions = { apiUrl: 'https://api.test', account: 'ada', getToken: async () => null }
const made: { close(): Promise<void> }[] = []
const create = (more: object = {}) => {
  const sync = createCloudSync({ ...options, ...more })
  made.push(sync)
  return sync
}
afterEach(() => Promise.all(made.splice(0).map((sync) => sync.close())))

test.each<[string, unknown, RegExp]>([
  ['none at all', undefined, /apiUrl/],
  ['no address', { ...options, apiUrl: undefined }, /Needs apiUrl, an address with https?:.*, or ''/],
  ['an address without its scheme', { ...options, apiUrl: '127.0.0.1:5290' }, /apiUrl.*https:/],
  ['a token in the place of its source', { ...options, getToken: 'eyJ' }, /getToken, a function/],
  ['no account', { ...options, account: undefined }, /account.*`sub` or null/],
  ['an empty account', { ...options, account: '' }, /account/],
  ['a number for one', { ...options, account: 7 }, /account/],
  ['a store that is none', { ...options, host: 'localStorage' }, /host to be an object/],
  ['a store of no functions', { ...options, host: { list: 1, load: 2, apply: 3 } }, /host with the functions list/],
  ['a merge that is still to be made', { ...options, merge: threeWayMerge }, /merge to be an object, as the function/],
  ['a policy that is still to be made', { ...options, uploadPolicy: limitUploadRate }, /uploadPolicy to be an object/],
  ['a store that cannot take the cloud’s versions', { ...options, host: { list() {}, load() {} } }, /host.*apply/],
])('[PK4] of the options, %s is refused at once', (_what, wrong, words) => {
  for (const create of [createCloudSync, createProjectSync]) {
    expect(() => create(wrong as CloudSyncOptions)).toThrow(TypeError)
    expect(() => create(wrong as CloudSyncOptions)).toThrow(words)
  }
})

test('[PK4] a slash at the end of the address is none too many', () => {
  expect(checkedOptions({ ...options, apiUrl: 'https://api.test/prod/' }).apiUrl).toBe('https://api.test/prod')
  expect(checkedOptions({ ...options, apiUrl: '' }).apiUrl).toBe('')
})

test.each<[string, unknown, RegExp]>([
  ['undefined', undefined, /Nobody is signed in/],
  ['Amplify’s own object', { payload: {} }, /getToken gave what is no token/],
  ['two lines', 'eyJ\neyJ', /getToken gave what is no token/],
])('[PK4] a token source that gives %s has nobody signed in', async (_what, given, words) => {
  const getToken = (async () => given) as CloudSyncOptions['getToken']
  const limits = { clock: new HandClock(), timeoutMs: 1000 }
  const tokens = createAccountTokens({ account: 'ada', getToken, locks: new MemoryLocks() }, limits)
  const current = tokens.current(new AbortController().signal)
  await expect(current).rejects.toMatchObject({ reason: 'no-token', message: expect.stringMatching(words) })
})

test.each<[string, unknown]>([
  ['a name', 'clip.webm'],
  ['nothing', undefined],
  ['a Blob, which has no name', new Blob(['x'])],
  ['the handle of a folder', { kind: 'directory', name: 'Takes' }],
  ['an uploader’s own object about one', { name: 'a.mp4', type: 'video/mp4', size: 1, data: new Blob(['x']) }],
])('[PK4] of what is added, %s is no file', async (_what, wrong) => {
  const { assets } = create()
  await expect(assets.add('film', wrong as File)).rejects.toThrow(/Add a File.*new File/)
  expect(await assets.list('film')).toEqual([])
})

test('[PK4] a file of another window is one', async () => {
  const otherBlob = Object.create(null, Object.getOwnPropertyDescriptors(Blob.prototype))
  const otherFile = Object.create(otherBlob, Object.getOwnPropertyDescriptors(File.prototype))
  const file = Object.setPrototypeOf(new File(['x'], 'clip.webm'), otherFile)
  expect(file).not.toBeInstanceOf(File)
  expect(await create().assets.add('film', file)).toMatchObject({ fileName: 'clip.webm', sizeBytes: 1 })
})

test('[PK4] an id that no server would take is refused as the file is added', async () => {
  const { assets } = create()
  const file = new File(['x'], 'clip.webm')
  await expect(assets.add('my film', file)).rejects.toThrow(/1 to 64 characters[\s\S]*at projectId/)
  await expect(assets.add('film', file, { assetId: 'my clip' })).rejects.toThrow(/1 to 64 characters[\s\S]*at assetId/)
})

test.each<[string, object]>([
  ['no list of assets', { assetIds: undefined }],
  ['a single id', { assetIds: 'clip' }],
])('[PK4, QU1] an edit with %s is no edit, and the app’s own save goes first all the same', async (_what, wrong) => {
  const { a } = newWorld()
  const page = a.open()
  const bad = { ...edit('one'), ...wrong }
  expect(await page.save(bad)).toBe('saved one')
  expect(await activity(page, 'blocked')).toMatchObject({ code: 'invalid-request' })
  await expect(create().projects.save(bad)).rejects.toMatchObject({ name: 'InvalidEdit' })
})

test('[PK5] what is asked of a closed sync says so, and its status blames no store', async () => {
  const sync = create({ account: 'closed' })
  await sync.projects.list()
  await sync.close()
  const asked = [
    () => sync.projects.save(edit('one')),
    () => sync.projects.open('film'),
    () => sync.projects.list(),
    () => sync.assets.add('film', new File(['x'], 'clip.webm')),
    () => sync.assets.pause(),
    () => sync.pause(),
    () => selfTest(sync),
  ]
  for (const ask of asked) await expect(ask(), String(ask)).rejects.toBeInstanceOf(SyncClosed)
  expect(sync.status.get().activity.kind).not.toBe('storage-degraded')
})

test('[PK5] a save after the close is the app’s own, and the last status blames nobody for it', async () => {
  const { a } = newWorld()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  await page.sync.close()
  expect(await page.save(edit('two'))).toBe('saved two')
  await turnsPass()
  expect(page.sync.status.get().projects.film).toEqual({ durability: 'on-this-device', activity: { kind: 'syncing' } })
})

test('[PK5] a sync that is closed while it opens, as React does in StrictMode, blames no store either', async () => {
  const first = create({ account: 'twice' })
  const closed = first.close()
  const second = create({ account: 'twice' })
  await closed
  await expect(first.assets.pause()).rejects.toBeInstanceOf(SyncClosed)
  expect(first.status.get().activity.kind).not.toBe('storage-degraded')
  await second.projects.save(edit('one'))
  expect(second.status.get().projects.film?.durability).toBe('on-this-device')
})

test('[PK4] an app’s store that takes a project and does not have it is told of', async () => {
  const { server } = await sharedProject()
  const c = new SyncDevice(server, 'tablet')
  c.host.apply = async () => true
  const opened = c.open().sync.projects.open('film')
  await expect(opened).rejects.toMatchObject({ name: 'ProjectNotOpened', code: 'not-kept' })
  await expect(opened).rejects.toThrow(/HostStore.apply/)
})
