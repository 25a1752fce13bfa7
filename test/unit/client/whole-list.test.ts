import { describe, expect, test } from 'vitest'
import type { ProjectSummary } from '#contract/projects.ts'
import { isNewer } from '../../../client-lib/remote/is-newer.ts'
import { awayForLong, dayMs, forget, listedOn } from './away-for-long.ts'
import { edit } from './memory-host.ts'
import type { OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'

const settled = ({ sync }: OpenPage) => until(() => sync.status.get().activity.kind === 'idle')

describe('a device that was away for longer than tombstones live', () => {
  test('[LI6] asks for the whole list, and takes off it what was deleted and forgotten meanwhile', async () => {
    const { server, b, urls } = await awayForLong()
    forget(server, 'song')
    const page = b.open()
    const told: string[] = []
    page.sync.projects.subscribe(({ projectId }) => told.push(projectId))
    await until(async () => (await listedOn(page)).length === 2)
    expect(await listedOn(page)).toEqual(['clip', 'film'])
    await until(() => told.includes('song'))
    expect(urls).toEqual(['410 ?since=', '200 ', '200 ?since='])
    page.connectivity.wake()
    await until(() => urls.length === 4)
    expect(urls[3]).toBe('200 ?since=')
  })
  test('[LI6] keeps the copy and the edits it holds of what was deleted', async () => {
    const { server, b } = await awayForLong()
    forget(server, 'film')
    b.line.cut()
    const page = b.open()
    await page.save(edit('edited while away'))
    b.line.mend()
    page.connectivity.wake()
    await until(() => !b.disk.tables.has('listing/film'))
    expect(b.host.projects.get('film')?.document).toBe('edited while away')
    expect(await page.sync.projects.list()).toContainEqual(expect.objectContaining({ id: 'film', onThisDevice: true }))
    expect(page.sync.status.get().projects.film?.durability).toBe('on-this-device')
  })
  test('[LI6] killed in the middle, it begins anew, and still takes off its list what is gone', async () => {
    const { server, b, urls } = await awayForLong()
    forget(server, 'song')
    const handled = server.afterHandling
    server.afterHandling = (request, reply) => {
      handled(request, reply)
      return urls.length === 3 ? 'lost' : undefined
    }
    const killed = b.open()
    await until(() => urls.length === 3)
    killed.kill()
    expect(b.disk.tables.has('listing/song')).toBe(true)
    const page = b.open()
    await until(async () => (await listedOn(page)).length === 2)
  })
  test('[LI6] a project that is written while the list is read, and so is on none of its pages, stays listed', async () => {
    const { server, pageA, b, urls } = await awayForLong()
    const rows = [...server.database.projects]
    const moved = rows.find(([, { id }]) => id === 'clip')
    server.beforeHandling = () => {
      // Between its pages: gone from the later ones, and not yet on the first.
      if (urls.length === 1 && moved) server.database.projects.delete(moved[0])
      if (urls.length === 2 && moved) server.database.projects.set(moved[0], { ...moved[1], updatedAtMs: 1e15 })
      return undefined
    }
    const page = b.open()
    await until(() => urls.length >= 3)
    await settled(page)
    expect(await listedOn(page)).toEqual(['clip', 'film', 'song'])
    await pageA.sync.close()
  })
})

describe('entries of a list', () => {
  const live = (version: number, createdAtMs: number, mediaRev = 0): ProjectSummary => ({
    ...{ state: 'live', id: 'p', name: 'Film', version, mediaRev, createdAtMs, updatedAtMs: createdAtMs },
  })
  const deleted = (version: number, deletedAtMs: number): ProjectSummary => ({
    ...{ state: 'deleted', id: 'p', version, deletedAtMs, updatedAtMs: deletedAtMs },
  })
  test('[LI6] a project made anew under an id whose tombstone is forgotten is newer, at whatever version', () => {
    for (const known of [live(9, 1000), deleted(9, 5000)]) {
      expect(isNewer(live(1, 30 * dayMs), known)).toBe(true)
      expect(isNewer(known, live(1, 30 * dayMs))).toBe(false)
    }
  })
  test('[LI6, ER2] also where the account was erased, and its housekeeping was done, minutes before', () => {
    expect(isNewer(live(1, 600_000), deleted(9, 1000))).toBe(true)
    expect(isNewer(live(1, 600_000), live(9, 1000))).toBe(true)
  })
  test('[LI2, ER2] what is told again is nothing new, and what went with its account as it was does not come back by it', () => {
    for (const known of [live(2, 1000, 1), deleted(2, 5000)]) expect(isNewer(known, known)).toBe(false)
    expect(isNewer(deleted(2, 5000), live(2, 1000, 1))).toBe(true)
    expect(isNewer(live(2, 1000, 1), deleted(2, 5000))).toBe(false)
  })
  test('[LI7] clocks that differ make no project anew: its version decides, then its media', () => {
    expect(isNewer(live(1, 120_000), deleted(2, 1000))).toBe(false)
    expect(isNewer(deleted(2, 1000), live(1, 120_000))).toBe(true)
    expect(isNewer(live(2, 1000, 1), live(2, 1000))).toBe(true)
    expect(isNewer(live(2, 1000), live(2, 1000, 1))).toBe(false)
  })
})
