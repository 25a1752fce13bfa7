import { expect, test } from 'vitest'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { dayMs, forget, listedOn } from './away-for-long.ts'
import { fails } from './failing-host.ts'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type OpenPage, passTime, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'

const hourMs = 3_600_000

/** Two projects of A's that B lists, and every listing that B asks for. */
async function listedByB() {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const [a, b] = [new SyncDevice(server, 'studio'), new SyncDevice(server, 'laptop')]
  const pageA = a.open()
  for (const id of ['film', 'song']) {
    await pageA.save(edit(`of ${id}`, { id }))
    await inTheCloud(pageA, id)
  }
  await pageA.sync.close()
  const asked: ('whole' | 'delta')[] = []
  server.afterHandling = ({ method, url }) => {
    const { pathname, search } = new URL(url)
    if (method === 'GET' && pathname === '/api/projects') asked.push(search.includes('since') ? 'delta' : 'whole')
    return undefined
  }
  const pageB = b.open()
  await pageB.sync.projects.open('song')
  await until(async () => (await listedOn(pageB)).length === 2)
  await settled(pageB)
  return { server, clock, a, b, pageB, asked }
}

const settled = ({ sync }: OpenPage) => until(() => sync.status.get().activity.kind === 'idle')

/** One round more, whoever asks for it. */
async function asksOnce(page: OpenPage, asked: readonly string[]): Promise<readonly string[]> {
  const before = asked.length
  page.connectivity.wake()
  await until(() => asked.length > before)
  await until(() => asked.at(-1) === 'delta')
  return asked.slice(before)
}

test('[LI9] once a day the whole list is read beside what changed, and no sooner, also over restarts', async () => {
  const { b, pageB, asked } = await listedByB()
  expect(await asksOnce(pageB, asked)).toEqual(['delta'])
  await pageB.sync.close()
  b.clock.advance(dayMs - hourMs)
  const second = b.open()
  await until(() => asked.at(-1) === 'delta')
  expect(asked.filter((one) => one === 'whole')).toHaveLength(1)
  await second.sync.close()
  b.clock.advance(hourMs)
  const third = b.open()
  await until(() => asked.filter((one) => one === 'whole').length === 2)
  await until(() => asked.at(-1) === 'delta')
  expect(await asksOnce(third, asked)).toEqual(['delta'])
})

test('[LI9] what a delta has missed is listed then, and what the cloud has no more leaves the list; its copy stays', async () => {
  const { server, b, pageB, asked } = await listedByB()
  // Written by a function whose clock was far behind, so that no delta tells it; and gone without a tombstone.
  const [key, row] = [...server.database.projects].find(([, { id }]) => id === 'film') ?? []
  if (!key || !row) throw new TypeError('unreachable')
  server.database.projects.set(key.replace('film', 'clip'), { ...row, id: 'clip', updatedAtMs: 1 })
  forget(server, 'song')
  expect(await asksOnce(pageB, asked)).toEqual(['delta'])
  expect(await listedOn(pageB)).toEqual(['film', 'song'])
  b.clock.advance(dayMs)
  await until(async () => (await listedOn(pageB)).includes('clip'))
  await until(() => pageB.sync.status.get().projects.song?.durability === 'on-this-device')
  expect(b.host.projects.get('song')?.document).toBe('of song')
  expect(await pageB.sync.projects.list()).toContainEqual(expect.objectContaining({ id: 'song', version: 0 }))
})

test('[LI9, RE3] what was deleted with a tombstone that day is deleted by that, and not only gone', async () => {
  const { server, clock, b, pageB } = await listedByB()
  await pageB.sync.close()
  b.host.remove = b.host.letGo
  const [key, row] = [...server.database.projects].find(([, { id }]) => id === 'song') ?? []
  if (!key || !row) throw new TypeError('unreachable')
  const atMs = row.updatedAtMs + 1000
  server.database.projects.set(key, { ...row, version: row.version + 1, deletedAtMs: atMs, updatedAtMs: atMs })
  clock.advance(dayMs)
  b.clock.advance(dayMs)
  const page = b.open()
  await until(() => !b.host.projects.has('song'))
  expect(await listedOn(page)).toEqual(['film'])
})

test('[LI9, QU19, RE3] a deletion that the app’s store fails at for days is not forgotten by the whole list', async () => {
  const { server, clock, a, b, asked, ...before } = await listedByB()
  await before.pageB.sync.close()
  b.host.remove = b.host.letGo
  const broken = fails(b, 'remove')
  const pageA = a.open()
  await pageA.sync.projects.delete('song')
  await until(() => [...server.database.projects.values()].some(({ deletedAtMs }) => deletedAtMs !== undefined))
  await pageA.sync.close()
  const pageB = b.open()
  await until(() => broken.made > 0)
  for (const passedMs of [hourMs, dayMs, dayMs]) {
    await quiet()
    clock.advance(passedMs)
    b.clock.advance(passedMs)
    await asksOnce(pageB, asked)
  }
  await quiet()
  expect(asked.filter((one) => one === 'whole').length).toBeGreaterThan(2)
  broken.goesOn()
  await asksOnce(pageB, asked)
  await until(() => !b.host.projects.has('song'))
})

test('[LI9] a clock that was set back does not put it off', async () => {
  const { b, pageB, asked } = await listedByB()
  b.clock.setBack(30 * dayMs)
  expect(await asksOnce(pageB, asked)).toEqual(['whole', 'delta'])
  expect(await asksOnce(pageB, asked)).toEqual(['delta'])
})

test('[LI9] refused in the middle, it is read anew at the next round', async () => {
  const { server, b, pageB, asked } = await listedByB()
  let isCut = true
  server.beforeHandling = ({ url }) => (isCut && url.includes('since') ? 'lost' : undefined)
  b.clock.advance(dayMs)
  await until(() => asked.filter((one) => one === 'whole').length === 2)
  isCut = false
  await passTime(b, () => asked.filter((one) => one === 'whole').length === 3 && asked.at(-1) === 'delta')
  await settled(pageB)
})

test('[LI10] another feed says when to look, and nobody looks in between', async () => {
  const { b, pageB, asked } = await listedByB()
  await pageB.sync.close()
  let push: () => void = () => undefined
  const looked: boolean[] = []
  b.changeFeed = {
    open: (onChange) => {
      push = onChange
      return () => {
        push = () => undefined
      }
    },
    looking: () => undefined,
    looked: ({ isFailed }) => void looked.push(isFailed),
  }
  b.open()
  await until(() => looked.length === 1)
  const before = asked.length
  b.clock.advance(hourMs)
  expect(asked).toHaveLength(before)
  push()
  await until(() => looked.length === 2)
  expect(asked).toHaveLength(before + 1)
  expect(looked).toEqual([false, false])
})
