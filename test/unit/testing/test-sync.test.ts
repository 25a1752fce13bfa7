import { expect, test } from 'vitest'
import { removeFromDevice } from '../../../client-lib/device-accounts/remove-from-device.ts'
import { holdUploadsWhile } from '../../../client-lib/media/uploads/hold-uploads-while.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { createTestCloud, createTestSync, type TestSyncOptions } from '../../../testing/index.ts'

const edit = (document: string, id = 'film') => ({ id, name: 'Film', document, assetIds: [] })
const clip = (text: string) => new File([text], 'clip.mp4', { type: 'video/mp4' })

test('[TK1] what one device makes is on the other, files too', async () => {
  const cloud = createTestCloud()
  const phone = createTestSync({ cloud, user: 'ada', device: 'phone' })
  await phone.sync.projects.save(edit('one'))
  await phone.sync.assets.add('film', clip('a clip'), { assetId: 'clip' })
  await phone.settled()
  const laptop = createTestSync({ cloud, user: 'ada', device: 'laptop' })
  await laptop.settled()
  expect(await laptop.sync.projects.open('film')).toEqual(edit('one'))
  const file = await laptop.sync.assets.open('film', 'clip')
  expect(await file?.text()).toBe('a clip')
  await phone.sync.projects.save(edit('long '.repeat(20_000)))
  await phone.settled()
  await laptop.until(async () => (await laptop.sync.projects.open('film')).document === 'long '.repeat(20_000))
})

test('[TK1] two devices that edit the same version have a conflict, as against any other cloud', async () => {
  const cloud = createTestCloud()
  const [phone, laptop] = ['phone', 'laptop'].map((device) => createTestSync({ cloud, user: 'ada', device }))
  if (!phone || !laptop) throw new TypeError('unreachable')
  await phone.sync.projects.save(edit('one'))
  await phone.settled()
  await laptop.sync.projects.open('film')
  laptop.line.goOffline()
  await laptop.sync.projects.save(edit('on the laptop'))
  await phone.sync.projects.save(edit('on the phone'))
  await phone.settled()
  laptop.line.goOnline()
  await laptop.until(({ activity }) => activity.kind === 'conflict')
  const [question] = await laptop.sync.conflicts.list()
  await laptop.sync.conflicts.resolve(question?.conflictId ?? '', 'local')
  await laptop.settled()
  await phone.until(async () => (await phone.sync.projects.open('film')).document === 'on the laptop')
})

test('[TK1] the same device again is the same browser: another tab, and after a reload what it held', async () => {
  const cloud = createTestCloud()
  const first = createTestSync({ cloud, user: 'ada' })
  first.line.goOffline()
  await first.sync.projects.save(edit('one'))
  await first.until(({ projects }) => projects.film?.activity.kind === 'waiting')
  await first.sync.close()
  const again = createTestSync({ cloud, user: 'ada', device: first.device })
  expect((await again.sync.projects.open('film')).document).toBe('one')
  again.line.goOnline()
  await again.settled()
  const tab = createTestSync({ cloud, user: 'ada', device: first.device })
  await tab.settled()
  await tab.sync.projects.save(edit('two'))
  await again.until(({ durability }) => durability === 'in-the-cloud')
  expect((await again.sync.projects.open('film')).document).toBe('two')
})

test('[TK1, AC3] an account that is removed from a device has left nothing on it, in any of its tabs', async () => {
  const cloud = createTestCloud()
  const { sync, line, device, until } = createTestSync({ cloud, user: 'ada' })
  line.goOffline()
  await sync.projects.save(edit('one'))
  await until(({ projects }) => projects.film?.activity.kind === 'waiting')
  await expect(removeFromDevice(sync, { evenUnsynced: false })).rejects.toMatchObject({ name: 'UnsyncedWork' })
  await removeFromDevice(sync, { evenUnsynced: true })
  line.goOnline()
  const again = createTestSync({ cloud, user: 'ada', device })
  expect((await again.settled()).projects).toEqual({})
  expect(await again.sync.projects.list()).toEqual([])
})

test('[TK1] users are kept apart, a session that ends pauses, and limits are held to', async () => {
  const cloud = createTestCloud({ limits: { projects: 1 } })
  const ada = createTestSync({ cloud, user: 'ada' })
  const bob = createTestSync({ cloud, user: 'bob', device: ada.device })
  await ada.sync.projects.save(edit('of ada'))
  await ada.settled()
  expect(await bob.sync.projects.list()).toEqual([])
  ada.signOut()
  await ada.sync.projects.save(edit('signed out'))
  await ada.until(({ activity }) => activity.kind === 'needs-auth')
  ada.signIn()
  await ada.settled()
  await ada.sync.projects.save(edit('one more', 'song'))
  const full = await ada.until(({ projects }) => projects.song?.activity.kind === 'blocked')
  expect(full.projects.song?.activity).toMatchObject({ code: 'quota-exceeded' })
})

test('[TK1] the app’s own store is asked as ever, and a closed sync leaves nothing behind', async () => {
  const cloud = createTestCloud()
  const kept = new Map([['film', edit('one')]])
  const host = {
    list: async () => [...kept.keys()],
    load: async (id: string) => kept.get(id),
    apply: async (remote: ReturnType<typeof edit>) => Boolean(kept.set(remote.id, remote)),
  }
  const phone = createTestSync({ cloud, user: 'ada', host })
  await phone.until(({ projects }) => projects.film?.durability === 'in-the-cloud')
  await phone.sync.close()
  expect(phone.device.origin.traces()).toBe(0)
})

test.each([
  ['of one name', ['phone', 'phone']],
  ['of no name', [undefined, undefined]],
  ['named as their users name them', ['Ada’s Studio Laptop', 'x'.repeat(70)]],
])('[TK4] devices %s are two devices, each with ids of its own', async (_, names) => {
  const cloud = createTestCloud()
  const [one, other] = names.map((device) => createTestSync({ cloud, user: 'ada', ...(device && { device }) }))
  if (!one || !other) throw new TypeError('unreachable')
  await one.sync.projects.save(edit('one'))
  await one.settled()
  await other.sync.projects.open('film')
  await other.sync.projects.save(edit('two'))
  await other.settled()
  await one.until(async () => (await one.sync.projects.open('film')).document === 'two')
})

test('[TK4] options that createCloudSync refuses are refused, and so is a device of another cloud', () => {
  const cloud = createTestCloud()
  const options: TestSyncOptions = { cloud, user: 'ada' }
  const { device } = createTestSync({ cloud: createTestCloud(), user: 'ada' })
  expect(() => createTestSync({ ...options, device })).toThrow('of another cloud')
  expect(() => createTestSync({ ...options, user: '' })).toThrow(TypeError)
  expect(() => createTestSync({ ...options, host: {} as never })).toThrow('host with the functions list, load, apply')
})

test('[TK4] an app’s policy of uploads and its budget of media are held to', async () => {
  const cloud = createTestCloud()
  let ended = () => {}
  let isPlaying = true
  const playback = {
    reason: () => (isPlaying ? 'playback' : undefined),
    subscribe: (changed: () => void) => {
      ended = changed
      return () => {}
    },
  }
  const phone = createTestSync({ cloud, user: 'ada', mediaBudgetBytes: 6, uploadPolicy: holdUploadsWhile(playback) })
  await phone.sync.projects.save({ ...edit('one'), assetIds: ['first', 'second'] })
  await phone.sync.assets.add('film', clip('a clip'), { assetId: 'first' })
  const transfer = async () => (await phone.sync.assets.list('film'))[0]?.transfer
  await phone.until(async () => (await transfer())?.phase === 'held')
  isPlaying = false
  ended()
  await phone.settled()
  await phone.sync.assets.add('film', clip('more..'), { assetId: 'second' })
  await phone.settled()
  const here = (await phone.sync.assets.list('film')).filter(({ onThisDevice }) => onThisDevice)
  expect(here.map(({ assetId }) => assetId)).toEqual(['second'])
})

test('[TK5] a device whose disk is full refuses what is new, keeps what it has, and goes on once there is room', async () => {
  const cloud = createTestCloud()
  const { sync, device, until, settled } = createTestSync({ cloud, user: 'ada' })
  await sync.projects.save(edit('one'))
  await settled()
  device.isDiskFull = true
  await expect(sync.projects.save(edit('two'))).rejects.toBeInstanceOf(StorageFull)
  await expect(sync.assets.add('film', clip('a clip'))).rejects.toBeInstanceOf(StorageFull)
  const full = await until(({ activity }) => activity.kind === 'storage-degraded')
  expect(full.durability).toBe('unsaved')
  expect(await sync.projects.open('film')).toEqual(edit('one'))
  device.isDiskFull = false
  await sync.projects.save(edit('two'))
  await settled()
  expect(await sync.projects.open('film')).toEqual(edit('two'))
})

test('[TK5] the app’s own save goes on before a full disk, and what it saved is queued once there is room', async () => {
  const cloud = createTestCloud()
  const kept = new Map<string, ReturnType<typeof edit>>()
  const host = {
    list: async () => [...kept.keys()],
    load: async (id: string) => kept.get(id),
    apply: async () => false,
  }
  const { sync, device, until, settled } = createTestSync({ cloud, user: 'ada', host })
  const save = sync.afterSave(async (saved) => void kept.set(saved.id, edit(saved.document)))
  device.isDiskFull = true
  await save(edit('one'))
  await until(({ activity }) => activity.kind === 'storage-degraded')
  device.isDiskFull = false
  await settled()
  const laptop = createTestSync({ cloud, user: 'ada', device: 'laptop' })
  expect(await laptop.sync.projects.open('film')).toEqual(edit('one'))
})
