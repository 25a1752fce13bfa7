import { expect, test } from 'vitest'
import { eraseAccount } from '../../../client-lib/account/erase-account.ts'
import { SyncClosed } from '../../../client-lib/lifecycle/sync-closed.ts'
import { edit } from './memory-host.ts'
import { reply } from './server-answers.ts'
import { activity, inTheCloud, passTime } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { sharedProject } from './world.ts'

const json = { 'content-type': 'application/json' }
const wish = { confirm: 'erase everything of mine' } as const

test('[ER5] an erased account keeps nothing in the cloud and all on the device, which sends nothing any more', async () => {
  const { server, pageA } = await sharedProject()
  const { goneByMs } = await eraseAccount(pageA.sync, wish)
  expect(goneByMs).toBeGreaterThan(0)
  expect([...server.database.purging.keys()]).toHaveLength(1)
  await pageA.save(edit('after'))
  expect(pageA.sync.status.get().activity).toEqual({ kind: 'paused' })
  expect(pageA.sync.status.get().projects.film?.durability).toBe('on-this-device')
})

test('[ER5, ER2] an edit made elsewhere meanwhile is parked and kept: its project is gone', async () => {
  const { pageA, pageB } = await sharedProject()
  await eraseAccount(pageA.sync, wish)
  await pageB.save(edit('from B'))
  expect(await activity(pageB, 'blocked')).toMatchObject({ code: 'project-not-found' })
  expect(pageB.sync.status.get().projects.film?.durability).toBe('on-this-device')
})

test.each([false, true])(
  '[ER2, ST1] another device hears of it as gone from the cloud, and keeps its copy; its app has a word for deletions: %s',
  async (hasWord) => {
    const { b, pageA, pageB: before } = await sharedProject()
    await before.sync.close()
    if (hasWord) b.host.remove = b.host.letGo
    const pageB = b.open()
    await inTheCloud(pageB)
    await eraseAccount(pageA.sync, wish)
    pageB.connectivity.wake()
    await until(() => pageB.sync.status.get().projects.film?.durability === 'on-this-device')
    expect(await pageB.sync.projects.list()).toMatchObject([{ id: 'film', version: 0, onThisDevice: true }])
    expect(b.host.projects.get('film')?.document).toBe('one')
  },
)

test('[ER5] it is asked for again while some is left, under the same id', async () => {
  const { server, a, pageA } = await sharedProject()
  const ids: string[] = []
  server.beforeHandling = ({ url, body }) => {
    if (!url.endsWith('/api/account')) return undefined
    ids.push(JSON.parse(String(body)).erasureId)
    return ids.length < 3 ? reply(202, JSON.stringify({ state: 'erasing', retryAfterMs: 5 }), json) : undefined
  }
  let isDone = false
  const erasing = eraseAccount(pageA.sync, wish).then(() => {
    isDone = true
  })
  await passTime(a, () => isDone)
  await erasing
  expect(ids).toHaveLength(3)
  expect(new Set(ids).size).toBe(1)
})

test('[ER5, QU10] closed while it waits to ask again, it ends at once and leaves no timer', async () => {
  const { server, a, pageA } = await sharedProject()
  let asked = 0
  server.beforeHandling = ({ url }) => {
    if (!url.endsWith('/api/account')) return undefined
    asked += 1
    return reply(202, JSON.stringify({ state: 'erasing', retryAfterMs: 60_000 }), json)
  }
  const erasing = eraseAccount(pageA.sync, wish).catch((error: unknown) => error)
  await until(() => asked === 1)
  await pageA.sync.close()
  expect(await erasing).toBeInstanceOf(SyncClosed)
  expect([asked, a.clock.timers]).toEqual([1, 0])
})
