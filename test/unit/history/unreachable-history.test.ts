import { describe, expect, test } from 'vitest'
import type { ProjectSync } from '../../../client-lib/cloud-sync.ts'
import { listVersions } from '../../../client-lib/history/list-versions.ts'
import { nameVersion } from '../../../client-lib/history/name-version.ts'
import { readVersion } from '../../../client-lib/history/read-version.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { largeText } from '../client/large-documents.ts'
import { edit } from '../client/memory-host.ts'
import { inTheCloud, SyncDevice } from '../client/sync-device.ts'
import { turn, until } from '../client/turns-of-the-loop.ts'
import { watched } from '../client/watched-requests.ts'
import { newWorld, sharedProject } from '../client/world.ts'

const functions: readonly (readonly [string, (sync: ProjectSync) => Promise<unknown>])[] = [
  ['listVersions', (sync) => listVersions(sync, 'film').next()],
  ['readVersion', (sync) => readVersion(sync, 'film', '1')],
  ['nameVersion', (sync) => nameVersion(sync, 'film', 'First cut')],
]

describe.each(functions)('[HI15] %s', (_, ask) => {
  test('rejects offline, signed out, of a closed sync, and of one that is closed meanwhile', async () => {
    const { a, pageA, server } = await sharedProject()
    a.line.cut()
    await expect(ask(pageA.sync)).rejects.toBeInstanceOf(NetworkFailed)
    a.line.mend()
    a.getToken = async () => null
    await expect(ask(pageA.sync)).rejects.toMatchObject({ name: 'NotSignedIn' })
    a.getToken = async () => server.tokens.access('ada')
    const refused = expect(ask(pageA.sync)).rejects.toMatchObject({ name: 'SyncClosed' })
    await pageA.sync.close()
    await refused
    await expect(ask(pageA.sync)).rejects.toMatchObject({ name: 'SyncClosed' })
  })

  test('says of a project that the cloud has not got that it has not', async () => {
    const page = newWorld().a.open()
    const code = expect.stringMatching(/^(project|version)-not-found$/)
    await expect(ask(page.sync)).rejects.toMatchObject({ name: 'ApiFailure', code })
  })

  test('takes no answer of another’s for the cloud’s', async () => {
    const { pageA, server } = await sharedProject()
    server.beforeHandling = ({ method }) =>
      method === 'GET' ? { status: 200, headers: {}, body: Buffer.from('<html>') } : undefined
    await expect(ask(pageA.sync)).rejects.toMatchObject({ name: 'UnexpectedReply' })
  })
})

test('[HI15, HI6] a version that has ended is not listed, and is told as not found', async () => {
  const dayMs = 24 * 60 * 60 * 1000
  let nowMs = Date.now()
  const server = createMemoryServer({ clock: { nowMs: () => nowMs } })
  const page = new SyncDevice(server, 'studio').open()
  await page.save(edit('one'))
  await inTheCloud(page)
  nowMs += 31 * dayMs
  await page.save(edit('two'))
  await inTheCloud(page)
  const versions: number[] = []
  for await (const { version } of listVersions(page.sync, 'film')) versions.push(version)
  expect(versions).toEqual([2])
  await expect(readVersion(page.sync, 'film', '1')).rejects.toMatchObject({ code: 'version-not-found' })
  const naming = nameVersion(page.sync, 'film', 'First cut', { versionId: '1' })
  await expect(naming).rejects.toMatchObject({ code: 'version-not-found' })
})

test('[HI15] closed while a large document comes, it is closed that is told, and no timer is left', async () => {
  const { a, pageA, server } = await sharedProject()
  await pageA.save(edit(largeText(200_000)))
  await inTheCloud(pageA)
  const requests = watched(server)
  const watching = server.beforeHandling
  server.beforeHandling = async (request) => {
    await watching(request)
    return request.url.startsWith(server.storeUrl) ? new Promise(() => undefined) : undefined
  }
  const refused = expect(readVersion(pageA.sync, 'film', '2')).rejects.toMatchObject({ name: 'SyncClosed' })
  await until(() => requests.includes('GET store'))
  await pageA.sync.close()
  await refused
  await turn()
  expect(a.clock.timers).toBe(0)
})
