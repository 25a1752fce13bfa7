import { expect, test } from 'vitest'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { activity } from './sync-device.ts'
import { conflictOnA, historyOf, inCloudNow } from './world.ts'

test.each(['remote', { merged: edit('both') }] as const)(
  '[CF10] an answer that the app’s store refused, as its user was told, is not given again by another start (%j)',
  async (answer) => {
    const world = await conflictOnA()
    const { a, pageA, conflictId } = world
    const { apply } = a.host
    a.host.apply = async () => false
    await expect(pageA.sync.conflicts.resolve(conflictId, answer)).rejects.toThrow('did not take')
    a.host.apply = apply
    const other = a.open()
    await activity(other, 'conflict')
    for (let rounds = 0; rounds < 5; rounds += 1) await quiet()
    expect((await other.sync.conflicts.list()).map((open) => open.conflictId)).toEqual([conflictId])
    expect([a.host.projects.get('film')?.document, await inCloudNow(world)]).toEqual(['from A', 'from B'])
    // Said once more it is given, and the side that loses is kept.
    await other.sync.conflicts.resolve(conflictId, answer)
    for (let rounds = 0; rounds < 5; rounds += 1) await quiet()
    expect(await inCloudNow(world)).toBe(answer === 'remote' ? 'from B' : 'both')
    expect(historyOf(world)).toContain('conflict-side: from A')
  },
)
