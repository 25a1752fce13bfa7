import { getVersion } from '#contract/calls.ts'
import type { VersionReply } from '#contract/versions.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { askCloud } from '../transport/ask-cloud.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'

/** @throws as `askCloud` */
export async function askVersion(
  api: ApiClient,
  projectId: string,
  versionId: string,
  closing: AbortSignal,
): Promise<VersionReply> {
  const version = await askCloud(api, getVersion, { params: { projectId, version: versionId } }, closing)
  if (version.id !== versionId) throw new UnexpectedReply(200, `about version ${version.id}`)
  return version
}
