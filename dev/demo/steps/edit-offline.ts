import { type DemoRun, transferPatienceMs } from '../demo-run.ts'
import { clipAdded, renamedTo, startTrimmed } from '../edits/made-edit.ts'
import { addToTimeline } from '../person/media.ts'
import { renameProject } from '../person/projects.ts'
import { untilStatus } from '../person/sync-status.ts'
import { trimStart } from '../person/timeline.ts'
import { projectName } from './begin-on-a.ts'

export const nameOnA = `${projectName}, cut on A`
export const nameOnB = `${projectName}, cut on B`
const newStartS = 0.8

/** Both devices lose the network, and both go on editing. */
export async function editOffline({ world, say, playable, edits }: DemoRun): Promise<void> {
  const { a, b } = world
  const [first] = playable
  if (first === undefined) throw new Error('There is nothing on the timeline.')
  await a.goOffline()
  await b.goOffline()
  say('   both devices are offline')
  await trimStart(a.page, first.name, newStartS)
  await renameProject(a.page, nameOnA)
  await untilStatus(a.page, { durability: 'on-this-device' }, transferPatienceMs)
  say(`A  trimmed ${first.name} and renamed the project to “${nameOnA}”`)
  await addToTimeline(b.page, first.name)
  await renameProject(b.page, nameOnB)
  await untilStatus(b.page, { durability: 'on-this-device' }, transferPatienceMs)
  say(`B  added ${first.name} once more and renamed the project to “${nameOnB}”`)
  // The first name was given up by A itself.
  edits.splice(
    edits.findIndex(({ what }) => what === renamedTo('A', projectName).what),
    1,
  )
  edits.push(startTrimmed('A', first.name, newStartS), renamedTo('A', nameOnA))
  edits.push(clipAdded('B', first.name, 2), renamedTo('B', nameOnB))
}
