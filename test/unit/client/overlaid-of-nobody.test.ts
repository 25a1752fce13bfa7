import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

const told = ({ sync }: OpenPage) => sync.status.get().projects.film

/** Two tabs in which nobody is signed in: the second saved over the first's edit, and had not seen it. */
async function savedOverByNobody(ownStore: boolean) {
  const world = newWorld()
  const { a } = world
  Object.assign(a, { account: null, ownStore })
  const one = a.open()
  const other = a.open()
  await other.sync.projects.list()
  const save = (page: OpenPage, document: string) =>
    ownStore ? page.save(edit(document)) : page.sync.projects.save(edit(document))
  await save(one, 'of one tab')
  await activity(one, 'needs-auth')
  await activity(other, 'needs-auth')
  await save(other, 'of the other')
  await until(() => told(one)?.overlaid === 1)
  await one.sync.close()
  await other.sync.close()
  return world
}

test.each([true, false])(
  '[TA5, AC1] what another tab saved over while nobody was signed in is kept, and goes to the account with the rest (own store: %s)',
  async (ownStore) => {
    const world = await savedOverByNobody(ownStore)
    const { a } = world
    a.account = 'ada'
    const hers = a.open()
    await inTheCloud(hers)
    await until(() => told(hers)?.overlaid === 1)
    const kept = await hers.sync.projects.overlaid('film')
    expect(kept.map((one) => one.edit)).toEqual([edit('of one tab')])
    expect(await inCloudNow(world)).toBe('of the other')
    await until(() => ![...a.keptOf(null).disk.tables.keys()].some((key) => /^(lanes|documents)/.test(key)))
  },
)

// Seed 61 of the simulation.
test.each([true, false])(
  '[AC1, DG1] one that cannot be read any more is named as lost to the account that takes the rest over (own store: %s)',
  async (ownStore) => {
    const { a } = await savedOverByNobody(ownStore)
    const nobodys = a.keptOf(null).disk.tables
    const { overlaid } = nobodys.get('lanes/film') as { overlaid: readonly { hash: string }[] }
    nobodys.set(`documents/film/${overlaid[0]?.hash}`, { broken: true })
    a.account = 'ada'
    const hers = a.open()
    await until(async () => (await diagnose(hers.sync)).losses.length > 0)
    expect((await diagnose(hers.sync)).losses).toEqual([
      expect.objectContaining({ kind: 'content-lost', projectId: 'film', code: 'unreadable' }),
    ])
  },
)

// Seeds 335 and 363 of the simulation: a tab that was open meanwhile took the rows for damaged, and what they had named for lost.
test.each([true, false])(
  '[AC5] a tab still signed out that saves once all was taken over saves over nothing, and nothing is named as lost (own store: %s)',
  async (ownStore) => {
    const { a } = newWorld()
    Object.assign(a, { account: null, ownStore })
    const one = a.open()
    const other = a.open()
    await one.sync.projects.list()
    await other.sync.projects.list()
    const save = (page: OpenPage, document: string) =>
      ownStore ? page.save(edit(document)) : page.sync.projects.save(edit(document))
    await save(one, 'of one tab')
    await activity(other, 'needs-auth')
    a.account = 'ada'
    const hers = a.open()
    const { tables } = a.keptOf(null).disk
    await until(() => tables.size > 0 && !tables.has('lanes/film') && !tables.has('device/adopter'))
    await inTheCloud(hers)
    await hers.sync.close()
    a.account = null
    await save(other, 'of the other')
    await until(() => tables.has('lanes/film'))
    await one.sync.close()
    await other.sync.close()
    const again = a.open()
    await activity(again, 'needs-auth')
    expect((await diagnose(again.sync)).losses).toEqual([])
    expect(told(again)?.overlaid).toBeUndefined()
  },
)

test('[AC1, DG1] what was lost while nobody was signed in stays named in the account', async () => {
  const { a } = newWorld()
  Object.assign(a, { account: null, ownStore: false })
  const page = a.open()
  await page.sync.projects.save(edit('of nobody'))
  await activity(page, 'needs-auth')
  page.kill()
  a.evictRows()
  const again = a.open()
  await activity(again, 'blocked')
  const { losses } = await diagnose(again.sync)
  await again.sync.projects.save(edit('made anew'))
  await until(() => told(again)?.durability === 'on-this-device')
  await again.sync.close()
  a.account = 'ada'
  const hers = a.open()
  await inTheCloud(hers)
  expect(losses).toMatchObject([{ projectId: 'film', code: 'evicted' }])
  expect((await diagnose(hers.sync)).losses).toEqual(losses)
  expect(await activity(hers, 'blocked')).toMatchObject({ code: 'content-lost' })
})

test('[TA5, AC1] killed at any moment as the account takes it over, it is kept, and once', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const { a } = await savedOverByNobody(true)
    a.account = 'ada'
    const dying = a.open(dieAt)
    const isAdopted = () => ![...a.keptOf(null).disk.tables.keys()].some((key) => key.startsWith('lanes'))
    await until(() => !dying.page.alive || isAdopted())
    const survived = dying.page.alive
    dying.kill()
    const again = a.open()
    await until(isAdopted)
    expect((await again.sync.projects.overlaid('film')).map((one) => one.edit.document)).toEqual(['of one tab'])
    await again.sync.close()
    if (survived) break
  }
})
