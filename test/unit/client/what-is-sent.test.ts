import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import { edit } from './memory-host.ts'
import { isPut, reply } from './server-answers.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

/** A world that keeps every write that is sent. */
function watched() {
  const world = newWorld()
  const puts: ServerRequest[] = []
  world.server.beforeHandling = (request) => {
    if (isPut(request)) puts.push(request)
    return undefined
  }
  return { ...world, puts }
}

const stays = async ({ sync }: OpenPage) => until(() => sync.status.get().activity.kind === 'idle')

test('[QU17] an edit that is equal to what the cloud last acknowledged is not sent, also after a reload', async () => {
  const { a, puts } = watched()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  await page.save(edit('one'))
  await inTheCloud(page)
  await page.sync.close()
  const again = a.open()
  await again.save(edit('one'))
  await inTheCloud(again)
  await stays(again)
  expect(puts).toHaveLength(1)
})

test('[QU17] changed and changed back before it went out, it is not sent; equal in all but name or files, it is', async () => {
  const { a, puts } = watched()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  await page.sync.pause()
  const lane = () => JSON.stringify(a.disk.tables.get('lanes/film'))
  await page.save(edit('two'))
  await until(() => lane().includes('"queued"'))
  await page.save(edit('one'))
  await until(() => lane().includes('"idle"'))
  await page.sync.resume()
  await inTheCloud(page)
  await stays(page)
  expect(puts).toHaveLength(1)
  await page.save(edit('one', { name: 'Renamed' }))
  await inTheCloud(page)
  await page.save(edit('one', { name: 'Renamed', assetIds: ['clip'] }))
  await inTheCloud(page)
  expect(puts).toHaveLength(3)
})

test('[QU17] changed back while the change is on its way, it is sent: the cloud may have that', async () => {
  const world = watched()
  const { server, a, puts } = world
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  server.afterHandling = (request) => (isPut(request) && puts.length === 2 ? 'lost' : undefined)
  await page.save(edit('two'))
  await activity(page, 'waiting')
  await page.save(edit('one'))
  page.sync.retryNow()
  await inTheCloud(page)
  expect(puts).toHaveLength(4)
  expect(await inCloudNow(world)).toBe('one')
})

const sentDocument = ({ body }: ServerRequest) => JSON.parse(String(body)).document

test('[QU18] above 1 KB a document travels as gzip, below as it is', async () => {
  const { a, puts } = watched()
  const page = a.open()
  for (const document of ['x'.repeat(1024), 'x'.repeat(1025), 'ü'.repeat(513)]) {
    await page.save(edit(document))
    await inTheCloud(page)
  }
  const [small, ...packed] = puts.map(sentDocument)
  expect(small).toEqual({ kind: 'inline', encoding: 'identity', data: 'x'.repeat(1024) })
  const unpacked = packed.map(({ data }) => gunzipSync(Buffer.from(data, 'base64')).toString())
  expect(packed.map(({ encoding }) => encoding)).toEqual(['gzip', 'gzip'])
  expect(unpacked).toEqual(['x'.repeat(1025), 'ü'.repeat(513)])
})

test('[QU18] what is refused for a while is not packed anew for each try', async () => {
  const { server, a, puts } = watched()
  const taken = server.beforeHandling
  server.beforeHandling = async (request) => {
    await taken(request)
    return isPut(request) && puts.length === 1 ? reply(503, '{"message":"Service Unavailable"}') : undefined
  }
  const page = a.open()
  await page.save(edit('long '.repeat(1000)))
  await activity(page, 'waiting')
  page.sync.retryNow()
  await inTheCloud(page)
  expect(String(puts[1]?.body)).toBe(String(puts[0]?.body))
})

test('[RE4] a project that was just saved opens without being asked for', async () => {
  const world = newWorld()
  const sent: string[] = []
  world.server.beforeHandling = ({ method, url }) => {
    if (new URL(url).pathname.endsWith('/projects/film')) sent.push(method)
    return undefined
  }
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  await page.save(edit('one'))
  expect(await page.sync.projects.open('film')).toEqual(edit('one'))
  await inTheCloud(page)
  await stays(page)
  expect(sent).toEqual(['PUT'])
})
