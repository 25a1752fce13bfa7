import { getVersion } from '#contract/calls.ts'
import type { VersionReply } from '#contract/versions.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'

/** @throws as `ApiClient` */
export async function askVersion(
  api: ApiClient,
  projectId: string,
  versionId: string,
  signal: AbortSignal,
): Promise<VersionReply> {
  const { body } = await api.call(getVersion, { params: { projectId, version: versionId }, signal })
  if (body.id !== versionId) throw new UnexpectedReply(200, `about version ${body.id}`)
  return body
}
