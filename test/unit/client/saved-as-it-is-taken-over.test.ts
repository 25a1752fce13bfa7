import { expect, test } from 'vitest'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

test('[AC1, ST1] what the user saves as the account takes the project over is queued on top of that', async () => {
  const world = newWorld()
  const { a } = world
  // An app of one store, whoever is signed in.
  Object.assign(a.keptOf('ada'), { host: a.keptOf(null).host })
  a.account = null
  const nobodys = a.open()
  await nobodys.save(edit('one'))
  await activity(nobodys, 'needs-auth')
  await nobodys.sync.close()
  a.account = 'ada'
  const { host } = a
  const answered = Promise.withResolvers<void>()
  let loads = 0
  const load = async (projectId: string) => {
    const held = host.projects.get(projectId)
    // After the start's own look.
    if (++loads === 2) await answered.promise
    return held
  }
  Object.assign(host, { load })
  const hers = a.open()
  await until(() => loads === 2)
  await hers.save(edit('two'))
  await quiet()
  answered.resolve()
  await until(() => !a.keptOf(null).disk.tables.has('lanes/film'))
  await quiet()
  await inTheCloud(hers)
  expect(await inCloudNow(world)).toBe('two')
  expect((await hers.sync.projects.list()).map(({ id }) => id)).toEqual(['film'])
})
