import { expect, test } from 'vitest'
import { listVersions } from '../../../client-lib/history/list-versions.ts'
import { nameVersion } from '../../../client-lib/history/name-version.ts'
import type { ProjectVersion } from '../../../client-lib/history/project-version.ts'
import { deleteElsewhere } from '../client/delete-elsewhere.ts'
import { edit } from '../client/memory-host.ts'
import { inTheCloud, type OpenPage } from '../client/sync-device.ts'
import { until } from '../client/turns-of-the-loop.ts'
import { watched } from '../client/watched-requests.ts'
import { conflictOnA, historyOf, sharedProject } from '../client/world.ts'

async function listed({ sync }: OpenPage): Promise<readonly ProjectVersion[]> {
  const all: ProjectVersion[] = []
  for await (const version of listVersions(sync, 'film')) all.push(version)
  return all
}

test('[HI11] what was saved is listed newest first, with device, name and times, and the side that lost beside it', async () => {
  const world = await conflictOnA()
  const { pageA, conflictId } = world
  await pageA.sync.conflicts.resolve(conflictId, 'remote')
  await until(() => historyOf(world).includes('conflict-side: from A'))
  const all = await listed(pageA)
  expect(
    all.map(({ versionId, version, kind, name, deviceName }) => [versionId, version, kind, name, deviceName]),
  ).toEqual([
    [`1~${conflictId}`, 1, 'conflict-side', 'Film', 'studio'],
    ['2', 2, 'saved', 'Film', 'laptop'],
    ['1', 1, 'saved', 'Film', 'studio'],
  ])
  const dayMs = 24 * 60 * 60 * 1000
  for (const { madeAtMs, expiresAtMs } of all) {
    expect(Math.abs(Date.now() - madeAtMs)).toBeLessThan(dayMs)
    expect(expiresAtMs - madeAtMs).toBeGreaterThan(29 * dayMs)
  }
})

test('[HI11] a deleted project’s is listed too, its deletion first, and a version that was named with that name', async () => {
  const { server, pageA } = await sharedProject()
  const named = await nameVersion(pageA.sync, 'film', 'First cut')
  await deleteElsewhere(server, 1)
  const all = await listed(pageA)
  expect(all.map(({ kind, version }) => [kind, version])).toEqual([
    ['deletion', 2],
    ['named', 1],
    ['saved', 1],
  ])
  const labels = all.map((version) => (version.kind === 'named' ? version.label : undefined))
  expect(labels).toEqual([undefined, 'First cut', undefined])
  expect(all[1]).toEqual(named)
})

test('[HI11] a page is asked for once it is come to: who stops early asks for no more, and all come once', async () => {
  const { server, pageA } = await sharedProject()
  for (let number = 2; number <= 150; number += 1) {
    await pageA.save(edit(`cut ${number}`))
    await inTheCloud(pageA)
  }
  const requests = watched(server)
  for await (const { version } of listVersions(pageA.sync, 'film')) if (version === 51) break
  expect(requests).toEqual(['GET api'])
  const versions = (await listed(pageA)).map(({ version }) => version)
  expect(versions).toEqual(Array.from({ length: 150 }, (_, at) => 150 - at))
  expect(requests).toEqual(['GET api', 'GET api', 'GET api'])
})
