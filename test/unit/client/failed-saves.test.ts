import { expect, test } from 'vitest'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
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

test.each(['done', 'begun'])(
  '[ST1] a save that is %s while the app’s store is looked at for another is not said to be in the cloud before it is',
  async (how) => {
    const { a } = newWorld()
    const page = a.open()
    await page.save(edit('one'))
    await inTheCloud(page)
    const { load, save } = a.host
    const fail = async () => Promise.reject(new Error('not now'))
    Object.assign(a.host, { load: fail })
    await page.save(edit('two'))
    await activity(page, 'blocked')
    // The user takes it back in another way than by a save.
    a.host.projects.set('film', edit('one'))
    const answers: (() => void)[] = []
    const slowly = (isRead: boolean) => async (id: string) => {
      const held = isRead ? await load(id) : undefined
      await new Promise<void>((answer) => answers.push(answer))
      return isRead ? held : load(id)
    }
    let write: () => void = () => undefined
    const written = new Promise<void>((resolve) => {
      write = resolve
    })
    Object.assign(a.host, { save: (three: ProjectEdit) => written.then(() => save(three)) })
    const look = () => {
      Object.assign(a.host, { load: slowly(true) })
      page.sync.retryNow()
      return until(() => answers.length > 0)
    }
    if (how === 'done') await look()
    const saved = page.save(edit('three'))
    if (how === 'begun') await look()
    write()
    await saved
    Object.assign(a.host, { load: slowly(false) })
    const told: (string | undefined)[] = []
    page.sync.status.subscribe(({ projects }) => told.push(projects.film?.durability))
    answers.shift()?.()
    await until(() => answers.length > 0)
    await turnsPass(10)
    expect(told).not.toContain('in-the-cloud')
    Object.assign(a.host, { load })
    answers.shift()?.()
    await inTheCloud(page)
    expect(a.host.projects.get('film')?.document).toBe('three')
  },
)
