import { expect, test } from 'vitest'
import { removeAccount } from '../../../client-lib/device-accounts/remove-account.ts'
import { fails, statusOf } from './failing-host.ts'
import { keepMany, quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import type { SyncDevice } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

/** How many of the app's documents were on their way at once, at most, since that was last asked. */
function mostAtOnce({ host }: SyncDevice): () => number {
  const { load } = host
  let [now, most] = [0, 0]
  Object.assign(host, {
    load: async (id: string) => {
      now += 1
      most = Math.max(most, now)
      await turn()
      now -= 1
      return load(id)
    },
  })
  return () => {
    const told = most
    most = 0
    return told
  }
}

/** A device without a line, on which the app has saved so many. */
function withMany() {
  const { a } = newWorld()
  a.line.cut()
  for (let at = 0; at < 50; at += 1) a.host.projects.set(`p${at}`, edit('one', { id: `p${at}` }))
  return { a, most: mostAtOnce(a) }
}

test('[QU19, LI11] a start, and a removal that names what the cloud has not got, ask about eight projects at once; a list about none', async () => {
  const { a, most } = withMany()
  const page = a.open()
  await until(() => Object.keys(statusOf(page).projects).length === 50)
  await page.sync.projects.list()
  expect(most()).toBe(8)
  expect(await page.sync.projects.list()).toContainEqual(expect.objectContaining({ id: 'p7', name: 'Film' }))
  expect(most()).toBe(0)
  const removal = removeAccount(page.sync, { evenUnsynced: false }, async () => undefined)
  await expect(removal).rejects.toMatchObject({ unsynced: { projects: { length: 50 } } })
  expect(most()).toBe(8)
})

test('[QU19] nor are all asked about together that it failed at before', async () => {
  const { a } = newWorld()
  await keepMany(a, 50, 0)
  const store = fails(a, 'load')
  const most = mostAtOnce(a)
  const page = a.open()
  await until(() => Object.values(statusOf(page).projects).every(({ activity }) => activity.kind === 'blocked'))
  await quiet()
  most()
  const { made } = store
  page.connectivity.wake()
  await until(() => store.made >= made + 50)
  // The wake asks, and so does the look at the cloud that it brings.
  expect(most()).toBeLessThanOrEqual(16)
})

test('[QU19] a store that answers about one project after the other, each in a second, is not said to fail with two hundred', async () => {
  const { a } = newWorld()
  await keepMany(a, 200, 0)
  const { load } = a.host
  let line: Promise<unknown> = Promise.resolve()
  Object.assign(a.host, {
    load: (id: string) => {
      const mine = line.then(async () => {
        a.clock.advance(1000)
        await turn()
        return load(id)
      })
      line = mine
      return mine
    },
  })
  const page = a.open()
  expect(await page.sync.projects.list()).toHaveLength(200)
  expect(statusOf(page).activity.kind).not.toBe('blocked')
})
