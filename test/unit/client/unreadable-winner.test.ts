import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { isPut } from './server-answers.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { inCloudNow, sharedProject, type World } from './world.ts'

/** Gzip of what is no text. */
const garbage = { kind: 'inline', encoding: 'gzip', data: gzipSync(Uint8Array.of(255)).toString('base64') }

/** Another client of the API. */
async function asks({ server }: World, method: string, body: object): Promise<number> {
  const { status } = await server.handle({
    ...{ method, url: `${server.apiUrl}/api/projects/film`, body: new TextEncoder().encode(JSON.stringify(body)) },
    headers: {
      authorization: `Bearer ${server.tokens.access('ada')}`,
      'content-type': 'application/json',
      'x-reelsync-contract': '1',
    },
  })
  return status
}

/** It has written a version that nobody can unpack, and A has edited the one before. */
async function blocked() {
  const world = await sharedProject()
  const { pageA, server } = world
  const write = { baseVersion: 1, mutationId: 'of_another_client_0001', name: 'Film', document: garbage, assetIds: [] }
  expect(await asks(world, 'PUT', write)).toBe(200)
  let puts = 0
  server.beforeHandling = (request) => {
    if (isPut(request)) puts += 1
    return undefined
  }
  await pageA.save(edit('from A'))
  const shown = await activity(pageA, 'blocked')
  return { ...world, shown, puts: () => puts }
}

test('[QU21] an edit that meets a version which cannot be unpacked is kept and named, and not sent again and again', async () => {
  const { a, pageA, shown, puts } = await blocked()
  expect(shown).toMatchObject({ code: 'document-unreadable', detail: expect.stringContaining('new id') })
  expect(pageA.sync.status.get().projects.film?.durability).toBe('on-this-device')
  for (let minutes = 0; minutes < 5; minutes += 1) {
    a.clock.advance(60_000)
    await turnsPass()
    pageA.connectivity.wake()
    await turnsPass()
  }
  expect(puts()).toBe(1)
  pageA.sync.retryNow()
  await until(() => puts() === 2)
  await activity(pageA, 'blocked')
})

test.each(['the page', 'a later page'])(
  '[QU21, CF1] it goes on once the cloud has another version (heard by %s)',
  async (which) => {
    const { a, pageA, ...world } = await blocked()
    if (which === 'a later page') await pageA.sync.close()
    const page = which === 'the page' ? pageA : a.open()
    await activity(page, 'blocked')
    const write = { baseVersion: 2, mutationId: 'of_another_client_0002', name: 'Film', assetIds: [] }
    const document = { kind: 'inline', encoding: 'identity', data: 'repaired' }
    expect(await asks({ a, ...world }, 'PUT', { ...write, document })).toBe(200)
    page.connectivity.wake()
    const conflict = await activity(page, 'conflict')
    if (conflict.kind !== 'conflict') throw new TypeError('unreachable')
    await page.sync.conflicts.resolve(conflict.conflictId, 'local')
    await inTheCloud(page)
    expect(await inCloudNow({ a, ...world })).toBe('from A')
  },
)

test('[QU21, CF11] so it does once the project is deleted there', async () => {
  const { pageA, ...world } = await blocked()
  expect(await asks(world, 'DELETE', { baseVersion: 2, mutationId: 'of_another_client_0002' })).toBe(200)
  pageA.connectivity.wake()
  await activity(pageA, 'conflict')
})
