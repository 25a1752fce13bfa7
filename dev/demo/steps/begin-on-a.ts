import { type DemoRun, transferPatienceMs } from '../demo-run.ts'
import { clipAdded, renamedTo } from '../edits/made-edit.ts'
import { addFiles, addToTimeline, untilMedia } from '../person/media.ts'
import { importProject, newProject, renameProject } from '../person/projects.ts'
import { type Credentials, openEditor, signUp } from '../person/sign-in.ts'
import { untilStatus } from '../person/sync-status.ts'
import { trimEnd } from '../person/timeline.ts'

export const projectName = 'Round trip'
/** Clips are cut to this length, so that B can play all of them through. */
const clipSeconds = 2.5

/** A signs up, makes or imports the project, adds the files and arranges those that play. */
export async function beginOnA(run: DemoRun, credentials: Credentials): Promise<void> {
  const { world, say, files, playable, edits } = run
  const page = world.a.page
  await openEditor(page, world.editorUrl)
  await signUp(page, credentials)
  say(`A  signed up as ${credentials.email}`)
  if (run.otioPath === undefined) await newProject(page, projectName)
  else {
    await importProject(page, run.otioPath)
    await renameProject(page, projectName)
  }
  edits.push(renamedTo('A', projectName))
  say(`A  ${run.otioPath === undefined ? 'made' : 'imported'} the project “${projectName}”`)
  const paths = files.map(({ path }) => path)
  await addFiles(page, paths)
  await untilMedia(page, 'on-this-device', files.length, transferPatienceMs)
  say(`A  added ${files.length} files; all of them are on the device`)
  for (const { name } of playable) {
    await addToTimeline(page, name)
    await trimEnd(page, name, clipSeconds)
    edits.push(clipAdded('A', name))
  }
  await untilStatus(page, { durability: 'on-this-device' }, transferPatienceMs)
  say(`A  put ${playable.length} of them on the timeline, ${clipSeconds} s each`)
}
