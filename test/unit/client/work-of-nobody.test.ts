import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, passTime, type SyncDevice } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const idle = ({ sync }: OpenPage) => until(() => sync.status.get().activity.kind === 'idle')

/** A device with one project and one file that nobody was signed in for. */
async function workOfNobody(ownStore = true) {
  const world = newWorld()
  const { a } = world
  Object.assign(a, { account: null, withMedia: true, ownStore })
  const page = a.open()
  if (ownStore) await page.save(edit('one'))
  else await page.sync.projects.save(edit('one'))
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  await activity(page, 'needs-auth')
  return { world, a, page }
}

const nothingLeft = (a: SyncDevice) =>
  until(async () => {
    const rows = [...a.keptOf(null).disk.tables.keys()].filter((key) => !['device/lead', 'device/born'].includes(key))
    return rows.length === 0 && (await a.keptOf(null).media.keys()).length === 0
  })

test('[AC1] signed out, work is kept and nothing is asked of the cloud', async () => {
  const { world, a, page } = await workOfNobody()
  let requests = 0
  world.server.beforeHandling = () => {
    requests += 1
    return undefined
  }
  a.getToken = () => expect.unreachable()
  page.sync.retryNow()
  await activity(page, 'needs-auth')
  expect(page.sync.status.get()).toMatchObject({ durability: 'on-this-device', activity: { kind: 'needs-auth' } })
  expect(requests).toBe(0)
})

test.each([true, false])(
  '[AC1] the account that signs in first takes it over, file and all (own store: %s)',
  async (ownStore) => {
    const { world, a, page } = await workOfNobody(ownStore)
    await page.sync.close()
    a.account = 'ada'
    const hers = a.open()
    await inTheCloud(hers)
    await until(() => hers.sync.status.get().durability === 'in-the-cloud')
    await nothingLeft(a)
    expect(await hers.sync.projects.open('film')).toEqual(edit('one'))
    expect(await (await hers.sync.assets.open('film', 'clip'))?.text()).toBe('a clip')
    expect(await inCloudNow(world)).toBe('one')
    await hers.sync.close()
    a.account = 'bob'
    const his = a.open()
    await idle(his)
    expect(await his.sync.projects.list()).toEqual([])
  },
)

test('[AC1, MS3] a file that was kept offline while nobody was signed in is kept so by the account', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.keepOffline('film', 'clip', true)
  await page.sync.close()
  a.account = 'ada'
  const hers = a.open()
  await nothingLeft(a)
  await until(() => hers.sync.status.get().durability === 'in-the-cloud')
  expect(await hers.sync.assets.list('film')).toMatchObject([{ inTheCloud: true, isKeptOffline: true }])
})

test('[AC1, UP26] a file that was paused while nobody was signed in stays so in the account', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.pause('clip')
  await page.sync.close()
  a.account = 'ada'
  const hers = a.open()
  await nothingLeft(a)
  await inTheCloud(hers)
  expect(await hers.sync.assets.list('film')).toMatchObject([{ inTheCloud: false, transfer: { phase: 'paused' } }])
})

test('[AC1, UP27] a file that was cancelled while nobody was signed in is not sent by the account, which keeps its bytes', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.assets.cancel('clip')
  await page.sync.close()
  a.account = 'ada'
  const hers = a.open()
  await nothingLeft(a)
  await inTheCloud(hers)
  await until(async () => (await hers.sync.assets.list('film'))[0]?.transfer.phase === 'cancelled')
  expect(await hers.sync.assets.list('film')).toMatchObject([{ inTheCloud: false, onThisDevice: true }])
})

test('[AC1] of two projects with the same file both have it in the account', async () => {
  const { a, page } = await workOfNobody()
  await page.save(edit('one', { id: 'song' }))
  await page.sync.assets.add('song', clip(), { assetId: 'clip' })
  expect(await a.media.keys()).toHaveLength(1)
  await page.sync.close()
  a.account = 'ada'
  const hers = a.open()
  await nothingLeft(a)
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
  for (let turns = 0; turns < 50; turns += 1) await turn()
  Object.assign(a.host, { load })
  await passTime(a, () => a.host.projects.size === 2)
  await nothingLeft(a)
  const copy = [...a.host.projects.keys()].find((id) => id !== 'film') ?? ''
  expect(await (await hers.sync.assets.open(copy, 'clip'))?.text()).toBe('a clip')
})

test('[AC1] killed at any moment of it, each project is taken exactly once, and an edit made since stays on top', async () => {
  for (let dieAt = 1; dieAt < 200; dieAt += 1) {
    const { world, a, page } = await workOfNobody()
    await page.sync.close()
    a.account = 'ada'
    const dying = a.open(dieAt)
    await until(() => !dying.page.alive || dying.sync.status.get().projects.film?.durability === 'in-the-cloud')
    const survived = dying.page.alive
    dying.kill()
    const again = a.open()
    const taken = a.host.projects.has('film')
    if (taken) await again.save(edit('two'))
    await inTheCloud(again)
    await nothingLeft(a)
    await until(() => again.sync.status.get().durability === 'in-the-cloud')
    expect(await inCloudNow(world)).toBe(taken ? 'two' : 'one')
    expect((await again.sync.projects.list()).map(({ id }) => id)).toEqual(['film'])
    await again.sync.close()
    if (survived) break
  }
})

test('[AC1] where the account has another project under that id, the work becomes a copy beside it', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.close()
  a.account = 'ada'
  const before = a.keptOf('ada').host
  await before.save(edit('hers'))
  const hers = a.open()
  await until(async () => (await hers.sync.projects.list()).length === 2)
  await until(() => hers.sync.status.get().durability === 'in-the-cloud')
  expect([...before.projects.values()].map(({ document }) => document).sort()).toEqual(['hers', 'one'])
  expect(before.projects.get('film')?.document).toBe('hers')
  const [, copy] = [...before.projects.keys()]
  expect(await (await hers.sync.assets.open(copy ?? '', 'clip'))?.text()).toBe('a clip')
})

test('[AC1] without media the projects are taken, and the files left for a sync of that account that has it', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.close()
  Object.assign(a, { account: 'ada', withMedia: false })
  const documents = a.open()
  await inTheCloud(documents)
  await documents.sync.close()
  Object.assign(a, { account: 'bob', withMedia: true })
  const his = a.open()
  await idle(his)
  expect(await his.sync.assets.list('film')).toEqual([])
  await his.sync.close()
  a.account = 'ada'
  const hers = a.open()
  await until(async () => (await hers.sync.assets.open('film', 'clip')) !== undefined)
  await nothingLeft(a)
})

test('[AC1] what one account has begun to take, no other takes', async () => {
  const { a, page } = await workOfNobody()
  await page.sync.close()
  const row = { schemaVersion: 1, kind: 'adopter', account: 'ada' }
  a.keptOf(null).disk.tables.set('device/adopter', row)
  a.account = 'bob'
  const his = a.open()
  await idle(his)
  expect(await his.sync.projects.list()).toEqual([])
  await his.sync.close()
  a.account = 'ada'
  await inTheCloud(a.open())
})

test('[AC1] killed before it let go of its claim, it does so at its next start, and the next work is for whoever comes', async () => {
  const { a } = newWorld()
  a.keptOf(null).disk.tables.set('device/adopter', { schemaVersion: 1, kind: 'adopter', account: 'ada' })
  const hers = a.open()
  await nothingLeft(a)
  await hers.sync.close()
  a.account = null
  const page = a.open()
  await page.save(edit('made since'))
  await page.sync.close()
  a.account = 'bob'
  await inTheCloud(a.open())
})

test('[AC1] killed before the app was given what the account has taken, it is given that, though a tab still signed out saved on', async () => {
  const { a, page } = await workOfNobody()
  a.account = 'ada'
  const { disk, host } = a.keptOf('ada')
  const apply = host.apply.bind(host)
  Object.assign(host, { apply: () => new Promise(() => undefined) })
  const hers = a.open()
  await until(() => disk.tables.has('device/adopted/film'))
  hers.kill()
  Object.assign(host, { apply })
  await page.save(edit('two'))
  await until(() => JSON.stringify([...a.keptOf(null).disk.tables]).includes('"data":"two"'))
  await page.sync.close()
  const again = a.open()
  await nothingLeft(a)
  await until(() => again.sync.status.get().durability === 'in-the-cloud')
  expect([...a.host.projects.values()].map(({ document }) => document).sort()).toEqual(['one', 'two'])
  expect(a.host.projects.get('film')?.document).toBe('one')
})

test.each([
  ['an edit', ({ save }: OpenPage) => save(edit('two'))],
  ['a file', ({ sync }: OpenPage) => sync.assets.add('film', clip(), { assetId: 'later' })],
])(
  '[AC1] %s that a tab still signed out adds while its project is taken over is no other account’s',
  async (_what, add) => {
    const { a, page } = await workOfNobody()
    a.account = 'ada'
    const hers = a.open()
    const { tables } = a.keptOf(null).disk
    await until(() => tables.has('device/adopter') && !tables.has('lanes/film'))
    hers.page.freeze()
    await add(page)
    await until(() => tables.has('lanes/film') || tables.has('assets/film/later'))
    hers.page.thaw()
    await inTheCloud(hers)
    await idle(hers)
    await page.sync.close()
    await hers.sync.close()
    a.account = 'bob'
    const his = a.open()
    await idle(his)
    expect(await his.sync.projects.list()).toEqual([])
    expect(await his.sync.assets.list('film')).toEqual([])
    await his.sync.close()
    a.account = 'ada'
    a.open()
    await nothingLeft(a)
  },
)

test('[AC1] a project that a tab still signed out edits before its turn is taken as it is then', async () => {
  const { a } = newWorld()
  a.account = null
  const page = a.open()
  for (const id of ['film', 'song']) {
    await page.save(edit('one', { id }))
    await activity(page, 'needs-auth', id)
  }
  a.account = 'ada'
  const { apply } = a.host
  let goOn: () => void = () => undefined
  const given = new Promise<void>((resolve) => {
    Object.assign(a.host, {
      apply: async (...asked: Parameters<typeof apply>) => {
        resolve()
        await new Promise<void>((held) => {
          goOn = held
        })
        return apply(...asked)
      },
    })
  })
  const hers = a.open()
  await given
  await page.save(edit('two', { id: 'song' }))
  const { tables } = a.keptOf(null).disk
  await until(() => JSON.stringify([...tables]).includes('"data":"two"'))
  Object.assign(a.host, { apply })
  goOn()
  await inTheCloud(hers, 'song')
  await nothingLeft(a)
  expect(a.host.projects.get('song')?.document).toBe('two')
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
    for (let turns = 0; turns < 10; turns += 1) await turn()
    expect((await diagnose(again.sync)).losses).toEqual([])
    expect(again.sync.status.get().projects).toEqual({})
  },
)
