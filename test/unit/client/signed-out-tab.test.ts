import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { clip, nothingLeft, workOfNobody } from './nobodys-work.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { idle } from './two-tabs.ts'
import { newWorld } from './world.ts'

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
