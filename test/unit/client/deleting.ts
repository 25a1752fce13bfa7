import { inTheCloud, type OpenPage } from './sync-device.ts'
import { sharedProject, type World } from './world.ts'

export const statusOf = ({ sync }: OpenPage) => sync.status.get().projects.film
/** Nothing is left of it here, and nothing to be told to the cloud. */
export const isDone = (page: OpenPage) => page.sync.status.get().durability === 'in-the-cloud' && !statusOf(page)
export const idsOf = async ({ sync }: OpenPage) => (await sync.projects.list()).map(({ id }) => id)
export const rowOf = ({ server }: World) => [...server.database.projects.values()].find(({ id }) => id === 'film')
export const isDeleted = (world: World) => rowOf(world)?.deletedAtMs !== undefined

/** Both devices hold version 1, `one`, and their apps have a word for deletions. */
export async function sharedAndLetGo() {
  const world = await sharedProject()
  const { a, b } = world
  await world.pageA.sync.close()
  await world.pageB.sync.close()
  a.host.remove = a.host.letGo
  b.host.remove = b.host.letGo
  const [pageA, pageB] = [a.open(), b.open()]
  await inTheCloud(pageA)
  await inTheCloud(pageB)
  return { ...world, pageA, pageB }
}
