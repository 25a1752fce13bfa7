import { describe, expect, test } from 'vitest'
import { fails } from './failing-host.ts'
import { edit } from './memory-host.ts'
import { problem } from './server-answers.ts'
import { activity, inTheCloud, passTime } from './sync-device.ts'
import { type OpenWorld, sharedProject } from './world.ts'

/** What a round fails at for ever after the cloud has listed. */
const failures = {
  'the cloud fails to give one project': async ({ server, pageA }: OpenWorld) => {
    server.beforeHandling = ({ method, url }) =>
      method === 'GET' && url.endsWith('/film') ? problem('internal', 'A fault of ours.') : undefined
    await pageA.save(edit('two'))
    await inTheCloud(pageA)
  },
  'the app’s store fails to list': async ({ b }: OpenWorld) => void fails(b, 'list'),
}

describe.each(Object.entries(failures))('[QU5, QU19] though %s at every poll', (_, begin) => {
  test('[QU7] edits of other projects go on by themselves after a sign-in', async () => {
    const world = await sharedProject()
    const { b, pageB } = world
    await begin(world)
    const { getToken } = b
    b.getToken = async () => null
    await pageB.save(edit('mine', { id: 'zoo' }))
    await activity(pageB, 'needs-auth', 'zoo')
    b.getToken = getToken
    await passTime(b, () => pageB.sync.status.get().projects.zoo?.durability === 'in-the-cloud')
    expect(pageB.sync.status.get().activity.kind).not.toBe('needs-auth')
  })

  test('[QU16] so they do once the server speaks the contract', async () => {
    const world = await sharedProject()
    const { b, pageB, server } = world
    await begin(world)
    const { beforeHandling } = server
    server.beforeHandling = () => problem('upgrade-required', 'Too old.', { supported: [2] })
    await pageB.save(edit('mine', { id: 'zoo' }))
    await activity(pageB, 'blocked', 'zoo')
    server.beforeHandling = beforeHandling
    await passTime(b, () => pageB.sync.status.get().projects.zoo?.durability === 'in-the-cloud')
    expect(pageB.sync.status.get().activity).not.toMatchObject({ code: 'upgrade-required' })
  })
})

test('[ST2] a version that an open editor does not let in yet is no trouble of the app’s store, and comes once it does', async () => {
  const { b, pageA, pageB } = await sharedProject()
  const { apply } = b.host
  let asked = 0
  Object.assign(b.host, {
    apply: async () => {
      asked += 1
      return false
    },
  })
  await pageA.save(edit('two'))
  await inTheCloud(pageA)
  // From the second look on, what the first came to is in the status.
  await passTime(b, () => asked > 1)
  expect(pageB.sync.status.get().projects.film?.activity).toEqual({ kind: 'idle' })
  Object.assign(b.host, { apply })
  await passTime(b, () => b.host.projects.get('film')?.document === 'two')
})
