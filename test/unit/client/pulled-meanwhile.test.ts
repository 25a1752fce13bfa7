import { expect, test } from 'vitest'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { holds, sharedProject } from './world.ts'

test('[RE1] a version that came while an edit waited, which was then taken back, is fetched all the same', async () => {
  const { server, b, pageA, pageB } = await sharedProject()
  await pageB.sync.pause()
  await pageA.save(edit('two'))
  await inTheCloud(pageA)
  const letGo = Promise.withResolvers<undefined>()
  let answered = 0
  server.afterHandling = async ({ method, url }) => {
    if (method !== 'GET' || !url.endsWith('/projects/film')) return undefined
    answered += 1
    return letGo.promise
  }
  expect(await pageB.sync.projects.open('film')).toMatchObject({ document: 'one' })
  await until(() => answered === 1)
  await pageB.save(edit('edited'))
  await until(() => pageB.sync.status.get().projects.film?.durability === 'on-this-device')
  let looks = 0
  const { load } = b.host
  Object.assign(b.host, {
    load: (id: string) => {
      looks += 1
      return load(id)
    },
  })
  letGo.resolve(undefined)
  await until(() => looks > 0)
  await quiet()
  await pageB.save(edit('one'))
  await inTheCloud(pageB)
  expect(b.host.projects.get('film')?.document).toBe('one')
  await pageB.sync.resume()
  await holds(b, 'two')
  await activity(pageB, 'idle')
})
