import { join } from 'node:path'
import { inject } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { encodeClip } from '../../dev/demo/media/encode-clip.ts'
import { makeVideo } from '../../dev/demo/media/make-video.ts'
import { addFiles, addToTimeline } from '../../dev/demo/person/media.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { trimEnd } from '../../dev/demo/person/timeline.ts'
import { patienceMs, type Stage } from './stage.ts'

/**
 * Makes a project with a film of two parts, of which the first second and a half is on the timeline, and sees it into
 * the cloud.
 * @returns where the film is on this computer
 */
export async function projectWithFilm(
  stage: Stage,
  device: UserDevice,
  { project, film }: { readonly project: string; readonly film: string },
): Promise<string> {
  const { page } = device
  const path = join(inject('e2eFolder'), film)
  await makeVideo(path, await encodeClip(page, 165), 9 * 1024 * 1024)
  await stage.freshProject(device, project)
  await addFiles(page, [path])
  await addToTimeline(page, film)
  await trimEnd(page, film, 1.5)
  await untilInTheCloud(page, patienceMs)
  return path
}
