import { type DemoRun, transferPatienceMs } from '../demo-run.ts'
import { untilMedia } from '../person/media.ts'
import { openProject } from '../person/projects.ts'
import { openEditor } from '../person/sign-in.ts'
import { untilInTheCloud } from '../person/sync-status.ts'
import { projectName } from './begin-on-a.ts'

/** A's browser starts again on the same profile; nobody signs in, adds a file or presses anything that sends. */
export async function finishOnA({ world, say, files }: DemoRun): Promise<void> {
  const { a } = world
  a.line.restore()
  const page = await a.start()
  await openEditor(page, world.editorUrl)
  say('A  is started again on the same profile')
  await openProject(page, projectName)
  await untilMedia(page, 'in-the-cloud', files.length, transferPatienceMs)
  await untilInTheCloud(page, transferPatienceMs)
  say('A  has finished by itself: everything is in the cloud')
}
