import type { ProjectSync } from '../cloud-sync.ts'
import { decodeContent } from '../documents/decode-content.ts'
import { fetchContent } from '../documents/fetch-content.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import { askVersion } from './ask-version.ts'

/**
 * One version whole, as the edit that it was. To restore it, save it: it becomes the next version, as any edit does, and
 * what the cloud had in force stays in the history. What the cloud has of its assets is there as long as it is.
 *
 * @param versionId as `listVersions` tells it
 * @throws ApiFailure with the code `version-not-found`, where it was thinned, has ended, or the project is not there:
 *   list the versions anew, and another near it is there
 * @throws UnexpectedReply also where its document came damaged, or cannot be unpacked
 * @throws as `readUsage`
 * @example
 * await save(await readVersion(sync, projectId, version.versionId)) // the `save` that `afterSave` gave
 */
export async function readVersion(sync: ProjectSync, projectId: string, versionId: string): Promise<ProjectEdit> {
  const { parts, closing } = insideOf(sync)
  const version = await askVersion(parts.api, projectId, versionId, closing)
  return decodeContent(projectId, await fetchContent(parts, version, closing))
}
