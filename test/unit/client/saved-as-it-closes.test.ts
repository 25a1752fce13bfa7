import { expect, test } from 'vitest'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { saveSlowly } from './save-slowly.ts'
import { inTheCloud } from './sync-device.ts'
import { idle } from './two-tabs.ts'
import { inCloudNow, newWorld } from './world.ts'

test('[QU10, ST1] what the app is saving as its sync is closed is queued, and the sync that follows at once sends it', async () => {
  const world = newWorld()
  const { a } = world
  const first = a.open()
  await first.save(edit('one'))
  await inTheCloud(first)
  const { finish } = saveSlowly(a, first, edit('two'))
  const closing = first.sync.close()
  const second = a.open()
  await idle(second)
  await quiet()
  await finish()
  await closing
  await quiet()
  await inTheCloud(second)
  expect(await inCloudNow(world)).toBe('two')
  await second.sync.close()
})
