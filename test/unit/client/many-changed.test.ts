import { expect, test } from 'vitest'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { quiet } from './heavy-user.ts'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { reply } from './server-answers.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld, shareProjects } from './world.ts'

const ten = Array.from({ length: 10 }, (_, at) => `p${at}`)

/** B held these projects and was closed; each has been changed since. */
async function changedElsewhere(ids: readonly string[], changed: (id: string) => string = () => 'two') {
  const world = newWorld()
  const { server, a, b } = world
  const [pageA, away] = [a.open(), b.open()]
  await shareProjects(pageA, away, ids)
  await away.sync.close()
  for (const id of ids) await pageA.save(edit(changed(id), { id }))
  await until(() => pageA.sync.status.get().durability === 'in-the-cloud')
  await pageA.sync.close()
  const held = () => ids.filter((id) => b.host.projects.get(id)?.document === changed(id))
  const idOf = ({ url }: { readonly url: string }) => ids.find((id) => url.endsWith(`/projects/${id}`))
  return { server, b, held, idOf }
}

test('[RE5] of many that changed four are fetched at once, and each once', async () => {
  const { server, b, held, idOf } = await changedElsewhere(ten)
  const letGo = Promise.withResolvers<undefined>()
  const asked: string[] = []
  server.beforeHandling = (request) => {
    const id = idOf(request)
    if (id === undefined) return undefined
    asked.push(id)
    return letGo.promise
  }
  b.open()
  await until(() => asked.length >= 4)
  await quiet()
  expect(asked.length).toBe(4)
  letGo.resolve(undefined)
  await until(() => held().length === ten.length)
  expect(asked.sort()).toEqual(ten)
})

test('[RE5] of large documents one is fetched after the other, and small ones do not wait for them', async () => {
  const large = largeText(200_000)
  const world = await changedElsewhere(['a', 'b', 'c'], (id) => (id === 'c' ? 'two' : large + id))
  const { server, b, held, idOf } = world
  const [begun, letGo] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  let fetched = 0
  server.beforeHandling = (request) => {
    if (idOf(request) === 'c') return begun.promise
    if (!request.url.startsWith(server.storeUrl)) return undefined
    fetched += 1
    begun.resolve(undefined)
    return letGo.promise
  }
  b.open()
  await until(() => fetched === 1 && held().length === 1)
  await quiet()
  expect(held()).toEqual(['c'])
  expect(fetched).toBe(1)
  letGo.resolve(undefined)
  await until(() => held().length === 3)
})

test('[RE5] where the line breaks no other is begun, and no look before those under way have ended', async () => {
  const { server, b, held, idOf } = await changedElsewhere(ten)
  const letGo = Promise.withResolvers<undefined>()
  const asked: string[] = []
  server.beforeHandling = (request) => {
    const isProject = idOf(request) !== undefined
    if (isProject || request.url.includes('/projects?')) asked.push(isProject ? 'project' : 'list')
    if (!isProject) return undefined
    return asked.filter((what) => what === 'project').length === 1 ? 'lost' : letGo.promise
  }
  const page = b.open()
  await until(() => asked.length === 5)
  page.connectivity.wake()
  await quiet()
  const firstLook = ['list', 'project', 'project', 'project', 'project']
  expect(asked).toEqual(firstLook)
  letGo.resolve(undefined)
  await until(() => held().length === ten.length)
  expect(asked.slice(0, 6)).toEqual([...firstLook, 'list'])
  expect(asked.length).toBe(firstLook.length + 1 + ten.length - 3)
})

test('[RE5, LS2] what the device cannot keep of one is told', async () => {
  const { b } = await changedElsewhere(['film'])
  b.storeFails = (key) => {
    if (key.startsWith('documents/')) throw new StorageUnavailable('full of holes')
  }
  const page = b.open()
  await until(() => page.sync.status.get().activity.kind === 'storage-degraded')
})

test('[RE5, QU5] of those that failed one is asked for again, and the next once that came', async () => {
  const { server, b, held, idOf } = await changedElsewhere(ten)
  let isBroken = true
  let asked: string[] = []
  server.beforeHandling = (request) => {
    const id = idOf(request)
    if (id === undefined) return undefined
    asked.push(id)
    return isBroken ? reply(500, '{"message":"Internal Server Error"}') : undefined
  }
  const page = b.open()
  await until(() => asked.length === ten.length)
  await quiet()
  asked = []
  page.connectivity.wake()
  await until(() => asked.length === 1)
  await quiet()
  expect(asked).toEqual(['p0'])
  asked = []
  page.connectivity.wake()
  await until(() => asked.length === 1)
  await quiet()
  expect(asked).toEqual(['p1'])
  isBroken = false
  page.connectivity.wake()
  await until(() => held().length === ten.length)
})
