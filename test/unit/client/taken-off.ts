import { expect } from 'vitest'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { passDays } from '../../server/keep-memory-house.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type OpenPage, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import type { OpenWorld } from './world.ts'

export const clip = new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
export const withClip = (document: string) => edit(document, { assetIds: ['clip'] })

/** Both devices hold a project with a file that A has added. */
export async function sharedClip(): Promise<OpenWorld & { readonly clock: HandClock }> {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const [a, b] = [new SyncDevice(server, 'studio'), new SyncDevice(server, 'laptop')]
  a.withMedia = true
  b.withMedia = true
  const pageA = a.open()
  await pageA.save(withClip('one'))
  await pageA.sync.assets.add('film', clip, { assetId: 'clip' })
  await allInTheCloud(pageA)
  const pageB = b.open()
  await pageB.sync.projects.open('film')
  await until(async () => (await clipOn(pageB))?.inTheCloud)
  return { server, clock, a, b, pageA, pageB }
}

/** Since then B has taken the file off the project, while A was away for so long that the cloud has let go of it. */
export async function takenOff() {
  const world = await sharedClip()
  const { server, clock, a, pageB } = world
  a.line.cut()
  await pageB.save(edit('without it'))
  await inTheCloud(pageB)
  await passDays(server, clock, 70)
  const { database, objects } = server
  expect([database.media.size, database.assets.size, objects.objects.size]).toEqual([0, 0, 0])
  return world
}

export async function allInTheCloud({ sync }: OpenPage): Promise<void> {
  await until(() => sync.status.get().durability === 'in-the-cloud')
}

export async function clipOn({ sync }: OpenPage) {
  return (await sync.assets.list('film')).find(({ assetId }) => assetId === 'clip')
}

/** The bytes as a device that has none of them gets them. */
export async function clipElsewhere({ server }: Pick<OpenWorld, 'server'>): Promise<string | undefined> {
  const reader = new SyncDevice(server, 'reader')
  reader.withMedia = true
  const { sync } = reader.open()
  const file = await sync.assets.open('film', 'clip')
  await sync.close()
  return file?.text()
}
