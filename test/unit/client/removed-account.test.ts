import { expect, test, vi } from 'vitest'
import { removeAccount } from '../../../client-lib/device-accounts/remove-account.ts'
import { UnsyncedWork } from '../../../client-lib/device-accounts/unsynced-work.ts'
import { HostFailed } from '../../../client-lib/host/host-failed.ts'
import { edit } from './memory-host.ts'
import { clip } from './nobodys-work.ts'
import { inTheCloud, type OpenPage } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { idle } from './two-tabs.ts'
import { newWorld } from './world.ts'

test('[AC3] what the cloud does not have is named, and nothing is removed', async () => {
  const { a } = newWorld()
  a.withMedia = true
  a.line.cut()
  const page = a.open()
  await page.save(edit('one'))
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  const refused = await removeAccount(page.sync, { evenUnsynced: false }, () => a.erase()).catch(
    (error: unknown) => error,
  )
  expect(refused).toBeInstanceOf(UnsyncedWork)
  expect((refused as UnsyncedWork).unsynced).toEqual({
    projects: [{ id: 'film', name: 'Film' }],
    files: [{ projectId: 'film', assetId: 'clip', fileName: 'clip.mp4' }],
  })
  a.line.mend()
  page.sync.retryNow()
  await until(() => page.sync.status.get().durability === 'in-the-cloud')
})

test('[AC3, QU19] nor is anything while the app’s own store does not tell what there is', async () => {
  const { a } = newWorld()
  a.host.projects.set('film', edit('saved, never queued'))
  const { list } = a.host
  Object.assign(a.host, { list: async () => Promise.reject(new Error('not now')) })
  a.line.cut()
  const page = a.open()
  await until(() => page.sync.status.get().activity.kind === 'blocked')
  const remove = () => removeAccount(page.sync, { evenUnsynced: false }, async () => expect.unreachable())
  await expect(remove()).rejects.toBeInstanceOf(HostFailed)
  Object.assign(a.host, { list })
  await expect(remove()).rejects.toMatchObject({ unsynced: { projects: [{ id: 'film', name: 'Film' }] } })
})

test.each([true, false])(
  '[AC3] it goes from the device with rows and files, and every tab’s sync is closed (unsynced: %s)',
  async (unsynced) => {
    const { a } = newWorld()
    a.withMedia = true
    const page = a.open()
    await page.save(edit('one'))
    await page.sync.assets.add('film', clip(), { assetId: 'clip' })
    await until(() => page.sync.status.get().durability === 'in-the-cloud')
    const other = a.open()
    await idle(other)
    if (unsynced) a.line.cut()
    if (unsynced) await page.save(edit('two'))
    await removeAccount(page.sync, { evenUnsynced: unsynced }, () => a.erase())
    expect(a.disk.tables.size).toBe(0)
    expect(await a.media.keys()).toEqual([])
    await until(() => a.origin.traces() === 0 && a.clock.timers === 0)
    // The app's own save goes on in the other tab, as after any close.
    expect(await other.save(edit('three'))).toBe('saved three')
  },
)

test('[AC3, LS10] a page that has not heard of it closes when it comes back, and puts no row back', async () => {
  const { a } = newWorld()
  const page = a.open()
  const other = a.open()
  await page.save(edit('one'))
  await Promise.all([idle(page), idle(other)])
  other.page.isDeaf = true
  await removeAccount(page.sync, { evenUnsynced: true }, () => a.erase())
  other.connectivity.wake()
  await until(() => a.origin.traces() === 0 && a.clock.timers === 0)
  expect([...a.disk.tables.keys()]).toEqual([])
})

test.each([
  ['just opens', async ({ sync }: OpenPage) => void (await until(() => sync.status.get().projects.film))],
  ['is open', inTheCloud],
])('[AC3, LS10] a tab that %s while another closes over the removal puts nothing back either', async (_, isReady) => {
  const { a } = newWorld()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  const { load } = a.host
  let answer: () => void = () => undefined
  const isAsked = new Promise<void>((resolve) => {
    Object.assign(a.host, {
      load: async (id: string) => {
        resolve()
        await new Promise<void>((held) => {
          answer = held
        })
        return load(id)
      },
    })
  })
  await page.save(edit('two'))
  await isAsked
  Object.assign(a.host, { load })
  const removed = removeAccount(page.sync, { evenUnsynced: true }, async () => {
    // Its connection is asked to let go of the database first.
    other.connectivity.wake()
    await a.erase()
  })
  const other = a.open()
  await isReady(other)
  answer()
  await removed
  await until(() => a.origin.traces() === 0 && a.clock.timers === 0)
  expect([...a.disk.tables.keys()]).toEqual([])
})

test.each(['is about to go', 'goes'])(
  '[AC3, LS10] a tab that has just read what was noted as the database %s closes, and puts nothing back',
  async (moment) => {
    const { a } = newWorld()
    a.line.cut()
    const page = a.open()
    await page.save(edit('one'))
    await until(() => a.inventory.notes().length > 0)
    await page.sync.close()
    const { id } = a.disk.tables.get('device/born') as { id: string }
    const { notes } = a.inventory
    vi.spyOn(a.inventory, 'notes').mockImplementationOnce(() => {
      const read = notes.call(a.inventory)
      a.inventory.setRemoved(id, true)
      if (moment === 'goes') void a.erase()
      return read
    })
    const other = a.open()
    await until(() => a.origin.traces() === 0 && a.clock.timers === 0)
    await a.erase()
    other.connectivity.wake()
    await turnsPass()
    expect([...a.disk.tables.keys()]).toEqual([])
  },
)

test('[AC3, LS10] where the removal came to nothing, pages go on, and put back what is deleted later', async () => {
  const { a } = newWorld()
  const page = a.open()
  await page.save(edit('one'))
  await idle(page)
  await removeAccount(page.sync, { evenUnsynced: true }, async () => undefined)
  a.line.cut()
  const again = a.open()
  await again.save(edit('two'))
  await until(() => again.sync.status.get().projects.film?.durability === 'on-this-device')
  a.evictRows()
  again.connectivity.wake()
  await until(() => a.disk.tables.has('lanes/film'))
  await again.sync.close()
})

test('[AC3] what another tab was about to queue comes to no row once all is gone', async () => {
  const { a } = newWorld()
  const page = a.open()
  const other = a.open()
  await Promise.all([idle(page), idle(other)])
  let answer: () => void = () => undefined
  const loaded = vi.spyOn(a.host, 'load').mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = () => resolve(a.host.projects.get('film'))
      }),
  )
  await other.save(edit('one'))
  await until(() => loaded.mock.calls.length > 0)
  await removeAccount(page.sync, { evenUnsynced: true }, () => a.erase())
  answer()
  await other.sync.close()
  expect([...a.disk.tables.keys()]).toEqual([])
})
