import { projectEdit } from '../editor/editor-session.ts'
import { newTimeline } from '../timeline/new-timeline.ts'
import { renameTimeline } from '../timeline/rename-timeline.ts'
import { parseTimeline } from '../timeline/timeline-document.ts'
import { makeId } from '../workspace/make-id.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { projectName } from './project-name.ts'

/** Saves an empty project; answers its id. */
export async function createProject(workspace: Workspace): Promise<string> {
  const name = 'Untitled project'
  const edit = projectEdit(makeId(), { name, timeline: newTimeline(name) })
  await workspace.save(edit)
  return edit.id
}

/**
 * Saves a project made of another tool's timeline, which keeps everything it holds; answers its id.
 *
 * @throws NotATimeline
 */
export async function importProject(workspace: Workspace, file: File): Promise<string> {
  const timeline = parseTimeline(await file.text())
  const name =
    projectName(typeof timeline.name === 'string' ? timeline.name : '') ??
    projectName(file.name.replace(/\.otio$/i, ''))
  const content = { name: name ?? 'Imported project', timeline }
  const edit = projectEdit(
    makeId(),
    name === timeline.name ? content : { ...content, timeline: renameTimeline(timeline, content.name) },
  )
  await workspace.save(edit)
  return edit.id
}
