import { downloadMedia } from '#contract/calls.ts'
import type { DownloadReply } from '#contract/media-downloads.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import { ApiFailure } from '../../transport/api-failure.ts'

/**
 * Where an asset's bytes can be fetched; undefined while the cloud has not got them.
 * @throws ApiFailure | NetworkFailed | UnexpectedReply | NotSignedIn
 */
export async function askDownload(
  api: ApiClient,
  params: { projectId: string; assetId: string },
  signal: AbortSignal,
): Promise<DownloadReply | undefined> {
  try {
    const reply = await api.call(downloadMedia, { params, signal })
    return reply.body
  } catch (error) {
    if (error instanceof ApiFailure && notThere.has(error.code)) return undefined
    throw error
  }
}

const notThere: ReadonlySet<string> = new Set(['asset-not-found', 'project-not-found', 'upload-incomplete'])
