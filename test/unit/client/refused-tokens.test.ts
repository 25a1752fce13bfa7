import { expect, test } from 'vitest'
import { NotSignedIn } from '../../../client-lib/transport/not-signed-in.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { twoTabs } from './two-tabs.ts'
import { inCloudNow, newWorld } from './world.ts'

test('[QU7] an expired token is replaced once; signed out, the lane waits and goes on after sign-in', async () => {
  const world = newWorld()
  const asked: boolean[] = []
  let signedIn = true
  // One token: another one would pass for a newer.
  const expired = world.server.tokens.expired('ada')
  world.a.getToken = async ({ refresh }) => {
    asked.push(refresh)
    if (!signedIn) return null
    return refresh ? world.server.tokens.access('ada') : expired
  }
  const page = world.a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  expect(asked).toContain(true)
  signedIn = false
  await page.save(edit('two'))
  await activity(page, 'needs-auth')
  expect(page.sync.status.get().projects.film?.durability).toBe('on-this-device')
  signedIn = true
  page.connectivity.wake()
  await inTheCloud(page)
  expect(await inCloudNow(world)).toBe('two')
})

test('[QU7] a token refused twice pauses as needs-auth, and nothing is dropped', async () => {
  const world = newWorld()
  world.a.getToken = async () => world.server.tokens.foreignIssuer('ada')
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'needs-auth')
  page.kill()
  world.a.getToken = async () => world.server.tokens.access('ada')
  const again = world.a.open()
  await inTheCloud(again)
  expect(await inCloudNow(world)).toBe('one')
})

test('[QU12] a token of another account is never sent with this one’s work', async () => {
  const world = newWorld()
  let requests = 0
  world.server.beforeHandling = () => {
    requests += 1
    return undefined
  }
  world.a.getToken = async () => world.server.tokens.access('bob')
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'needs-auth')
  expect(requests).toBe(0)
})

test.each([undefined, '', null])(
  '[QU7] an app whose token is %s is signed out, and nothing is parked for good',
  async (none) => {
    const { a } = newWorld()
    const { getToken } = a
    a.getToken = async () => none as null
    const page = a.open()
    await page.save(edit('one'))
    await activity(page, 'needs-auth')
    a.getToken = getToken
    page.connectivity.wake()
    await inTheCloud(page)
  },
)

test('[TA8] a tab that does not lead, and whose token is refused once, does not ask its user to sign in', async () => {
  const world = newWorld()
  const { follower } = await twoTabs(world.a)
  const { getToken } = world.a
  world.a.getToken = async () => null
  await expect(follower.sync.projects.open('elsewhere')).rejects.toThrow(NotSignedIn)
  world.a.getToken = getToken
  expect(follower.sync.status.get().activity).toEqual({ kind: 'idle' })
})
