import { expect, test } from 'vitest'
import type { ConflictAnswer } from '../../../client-lib/conflicts/conflicts-api.ts'
import { edit } from './memory-host.ts'
import { saveSlowly } from './save-slowly.ts'
import { activity, inTheCloud, type OpenPage, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

/** A project that two devices have made, each by itself, and of which A asks. */
async function madeApart() {
  const world = newWorld()
  const [pageA, pageB] = [world.a.open(), world.b.open()]
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  await pageA.save(edit('from A'))
  const shown = await activity(pageA, 'conflict')
  if (shown.kind !== 'conflict') throw new TypeError('unreachable')
  return { ...world, pageA, conflictId: shown.conflictId }
}

/** A question is answered in a tab whose app was still saving an edit of the local side. */
async function answeredUnderSave(
  answer: ConflictAnswer,
  before: (on: { page: OpenPage; a: SyncDevice; finish: () => Promise<void> }) => void | Promise<void> = () => {},
) {
  const world = await madeApart()
  const { a, pageA, conflictId } = world
  const { finish } = saveSlowly(a, pageA, edit('from A, and more'))
  await before({ page: pageA, a, finish })
  await pageA.sync.conflicts.resolve(conflictId, answer)
  return { ...world, finish }
}

const merged = edit('of both')

test.each<[string, ConflictAnswer, string]>([
  ['remote', 'remote', 'from B'],
  ['a merge', { merged }, 'of both'],
])(
  '[CF4, TA6] what was being saved as %s was the answer is asked about, and does not go over it',
  async (_, answer, there) => {
    const world = await answeredUnderSave(answer)
    await until(async () => (await inCloudNow(world)) === there)
    await world.finish()
    await activity(world.pageA, 'conflict')
    expect(await inCloudNow(world)).toBe(there)
  },
)

test('[CF4, TA6] nor what is written as the answer has just been, before that is looked at again', async () => {
  const world = await answeredUnderSave('remote', ({ a, finish }) => {
    const { apply } = a.host
    a.host.apply = async (...given) => {
      const isTaken = await apply(...given)
      await finish()
      return isTaken
    }
  })
  await activity(world.pageA, 'conflict')
  expect(await inCloudNow(world)).toBe('from B')
})

test('[CF4, TA6] nor where the app’s store fails as that is to be queued, and is asked again', async () => {
  const world = await answeredUnderSave('remote')
  const { a, pageA, finish } = world
  const { load } = a.host
  let failures = 0
  Object.assign(a.host, {
    load: async (projectId: string) => {
      failures += 1
      if (failures === 1) throw new RangeError('disk on fire')
      return load(projectId)
    },
  })
  await finish()
  await until(() => pageA.sync.status.get().projects.film?.activity.kind === 'blocked')
  pageA.sync.retryNow()
  await activity(pageA, 'conflict')
  expect(await inCloudNow(world)).toBe('from B')
})

test('[CF4, TA5] a merge that is still to be sent is kept beside what was being saved without it', async () => {
  const { pageA, finish } = await answeredUnderSave({ merged }, ({ page }) => page.sync.pause())
  await finish()
  await until(() => pageA.sync.status.get().projects.film?.overlaid === 1)
  expect((await pageA.sync.projects.overlaid('film')).map(({ edit: kept }) => kept?.document)).toEqual(['of both'])
})
