import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { clip, nothingLeft, takenByAda, workOfNobody } from './nobodys-work.ts'
import { activity, inTheCloud, passTime } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'

test('[AC1, MS3] a file that was kept offline while nobody was signed in is kept so by the account', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.keepOffline('film', 'clip', true)
  const hers = await takenByAda(a, page)
  await until(() => hers.sync.status.get().durability === 'in-the-cloud')
  expect(await hers.sync.assets.list('film')).toMatchObject([{ inTheCloud: true, isKeptOffline: true }])
})

test('[AC1, UP26] a file that was paused while nobody was signed in stays so in the account', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.pause('clip')
  const hers = await takenByAda(a, page)
  await inTheCloud(hers)
  expect(await hers.sync.assets.list('film')).toMatchObject([{ inTheCloud: false, transfer: { phase: 'paused' } }])
})

test('[AC1, UP27] a file that was cancelled while nobody was signed in is not sent by the account, which keeps its bytes', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.cancel('clip')
  const hers = await takenByAda(a, page)
  await inTheCloud(hers)
  await until(async () => (await hers.sync.assets.list('film'))[0]?.transfer.phase === 'cancelled')
  expect(await hers.sync.assets.list('film')).toMatchObject([{ inTheCloud: false, onThisDevice: true }])
})

test('[AC1] of two projects with the same file both have it in the account', async () => {
  const { a, page } = await workOfNobody()
  await page.save(edit('one', { id: 'song' }))
  await page.sync.assets.add('song', clip(), { assetId: 'clip' })
  expect(await a.media.keys()).toHaveLength(1)
  const hers = await takenByAda(a, page)
  for (const id of ['film', 'song']) expect(await (await hers.sync.assets.open(id, 'clip'))?.text()).toBe('a clip')
})

test('[AC1, UP30] of a file that is not whole any more nothing is added to the account, and its row tells of it', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.close()
  const { media, disk } = a.keptOf(null)
  const [key = ''] = await media.keys()
  await media.remove(key)
  await media.write(key, new Blob(['a cl']).stream(), new AbortController().signal)
  a.account = 'ada'
  const hers = a.open()
  await inTheCloud(hers)
  await until(() => !disk.tables.has('device/adopter'))
  expect(disk.tables.has('assets/film/clip')).toBe(true)
  expect(a.disk.tables.has('assets/film/clip')).toBe(false)
})

test('[AC1, QU19] a file waits for its project, which the app’s store fails at, and goes to the copy with it', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.close()
  a.account = 'ada'
  await a.host.save(edit('hers'))
  const { load } = a.host
  const hers = a.open()
  Object.assign(a.host, { load: async () => Promise.reject(new Error('not now')) })
  await activity(hers, 'blocked')
  await until(() => a.keptOf(null).disk.tables.has('device/adopter'))
  await turnsPass()
  Object.assign(a.host, { load })
  await passTime(a, () => a.host.projects.size === 2)
  await nothingLeft(a)
  const copy = [...a.host.projects.keys()].find((id) => id !== 'film') ?? ''
  expect(await (await hers.sync.assets.open(copy, 'clip'))?.text()).toBe('a clip')
})

test('[AC1] a file that the account’s store has no room for stays, and holds up no other', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.add('film', new File(['a smaller one'], 'small.mp4'), { assetId: 'small' })
  await page.sync.close()
  a.account = 'ada'
  const { write } = a.media
  a.media.write = async (key, source, signal) => {
    const text = await new Response(source).text()
    if (text === 'a clip') throw new StorageFull()
    return write.call(a.media, key, new Blob([text]).stream(), signal)
  }
  const hers = a.open()
  await until(async () => (await hers.sync.assets.open('film', 'small')) !== undefined)
  expect(a.keptOf(null).disk.tables.has('assets/film/clip')).toBe(true)
  Object.assign(a.media, { write })
  await passTime(a, () => hers.sync.status.get().durability === 'in-the-cloud')
  await nothingLeft(a)
})

test('[AC6, QU6] a file that a full device has no room for is read ever more seldom, and at once when the user says so', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.close()
  a.account = 'ada'
  const { write } = a.media
  a.media.write = async () => Promise.reject(new StorageFull())
  const nobodys = a.keptOf(null).media
  const { open } = nobodys
  let reads = 0
  nobodys.open = (key) => {
    reads += 1
    return open.call(nobodys, key)
  }
  const hers = a.open()
  await until(() => reads === 1)
  const startMs = a.clock.nowMs()
  await passTime(a, () => a.clock.nowMs() - startMs >= 600_000)
  expect(reads).toBeGreaterThan(10)
  expect(reads).toBeLessThan(25)
  const before = reads
  hers.sync.retryNow()
  await until(() => reads > before)
  Object.assign(a.media, { write })
  hers.sync.retryNow()
  await nothingLeft(a)
})

test('[AC1, QU19] without media too a project that the app’s store failed at is taken once that goes on', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.add('song', clip(), { assetId: 'clip' })
  await page.sync.close()
  Object.assign(a, { account: 'ada', withMedia: false })
  const { load } = a.host
  Object.assign(a.host, { load: async () => Promise.reject(new Error('not now')) })
  const hers = a.open()
  await activity(hers, 'blocked')
  Object.assign(a.host, { load })
  await passTime(a, () => hers.sync.status.get().projects.film?.durability === 'in-the-cloud')
})

test.each([
  ['killed once it has the project', 'a clip', 'lanes/film'],
  ['killed once it has the file', 'another', 'assets/film/clip'],
  ['closed, without media', undefined, 'lanes/film'],
])(
  '[AC1, LS11] what an account has taken passes for nothing that was lost while nobody is signed in (%s)',
  async (_, before, gone) => {
    const { a, page } = await workOfNobody(false)
    await page.sync.assets.add('film', new File(['another'], 'another.mp4'), { assetId: 'other' })
    await page.sync.close()
    Object.assign(a, { account: 'ada', withMedia: before !== undefined })
    const { write } = a.media
    a.media.write = async (key, source, signal) => {
      const text = await new Response(source).text()
      if (text === before) await new Promise(() => undefined)
      return write.call(a.media, key, new Blob([text]).stream(), signal)
    }
    const hers = a.open()
    await until(() => !a.keptOf(null).disk.tables.has(gone))
    if (before) hers.kill()
    else await hers.sync.close()
    Object.assign(a, { account: null, withMedia: true })
    const again = a.open()
    await until(() => again.sync.status.get().activity.kind === 'needs-auth')
    await until(() => again.sync.status.get().uploads.open > 0)
    await turnsPass(10)
    expect((await diagnose(again.sync)).losses).toEqual([])
    expect(again.sync.status.get().projects).toEqual({})
  },
)
