import { listVersions as call } from '#contract/calls.ts'
import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import { askCloud } from '../transport/ask-cloud.ts'
import type { ProjectVersion } from './project-version.ts'
import { versionView } from './version-view.ts'

/**
 * The project's versions in the cloud, newest first, also of a project that was deleted. A hundred come with one
 * request, and the next are asked for once those are taken: whoever stops early has asked for no more. What was saved
 * comes into it some seconds after the cloud has it, and the side that lost a conflict once its device has told it.
 *
 * @throws ApiFailure with the code `project-not-found`, where the cloud has not got it: not yet, as its status tells, or
 *   not any more
 * @throws as `readUsage`; then it has ended, and is called anew
 * @example
 * for await (const version of listVersions(sync, projectId)) {
 *   if (version.kind === 'named') show(version.label, version.madeAtMs)
 * }
 */
export async function* listVersions(
  sync: ProjectSync,
  projectId: string,
): AsyncGenerator<ProjectVersion, void, undefined> {
  const { parts, closing } = insideOf(sync)
  let query: { readonly cursor?: string } = {}
  for (;;) {
    const { versions, cursor } = await askCloud(parts.api, call, { params: { projectId }, query }, closing)
    for (const summary of versions) yield versionView(summary)
    if (cursor === undefined) return
    query = { cursor }
  }
}
