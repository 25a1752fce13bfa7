import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type OpenPage, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'

export const dayMs = 24 * 60 * 60 * 1000
const ids = ['film', 'song', 'clip']

/** What housekeeping does once tombstones have lived. */
export function forget(server: MemoryServer, id: string): void {
  for (const [key, row] of server.database.projects) if (row.id === id) server.database.projects.delete(key)
}

/** Three projects, made on A; B has opened `film`, and lists all. B was away for as long as tombstones live. */
export async function awayForLong() {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const [a, b] = [new SyncDevice(server, 'studio'), new SyncDevice(server, 'laptop')]
  const pageA = a.open()
  for (const id of ids) {
    await pageA.save(edit(`of ${id}`, { id }))
    await inTheCloud(pageA, id)
  }
  const pageB = b.open()
  await pageB.sync.projects.open('film')
  await until(async () => (await listedOn(pageB)).length === 3)
  await pageB.sync.close()
  clock.advance(31 * dayMs)
  const urls: string[] = []
  server.afterHandling = ({ url }, { status }) => {
    if (url.includes('/api/projects')) urls.push(`${status} ${new URL(url).search.slice(0, 7)}`)
    return undefined
  }
  return { clock, server, pageA, b, urls }
}

export const listedOn = async ({ sync }: OpenPage) => (await sync.projects.list()).map(({ id }) => id).sort()
