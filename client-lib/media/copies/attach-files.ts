import { listMedia, presignMedia } from '#contract/calls.ts'
import type { MediaRow } from '#contract/media.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import { ApiFailure } from '../../transport/api-failure.ts'
import { assetRowKey } from '../asset-row.ts'
import type { ProjectCopy } from './copy-files.ts'

type File = Pick<MediaRow, 'assetId' | 'fileName' | 'mime' | 'sizeBytes' | 'checksum' | 'partRule'>

/**
 * Tells the cloud that a copy has the assets of the project it came from. Bytes that the account has are answered
 * `stored`; those still on their way from another device arrive here when they do there. What was added on this
 * device has an upload of its own.
 * @returns those that the account has not
 */
export async function attachFiles(
  { api, store }: { readonly api: ApiClient; readonly store: LocalStore },
  { from, to: projectId, assetIds }: ProjectCopy,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const here = await Promise.all(assetIds.map((assetId) => store.get('assets', assetRowKey(projectId, assetId))))
  const known = new Map<string, File>()
  for (const row of here) if (row?.origin === 'cloud') known.set(row.assetId, row)
  const own = new Set(here.flatMap((row) => (row?.origin === 'added-here' ? [row.assetId] : [])))
  const isUnknown = (assetId: string) => !own.has(assetId) && !known.has(assetId)
  if (assetIds.some(isUnknown)) {
    for (const file of await listFiles(api, from, signal)) if (isUnknown(file.assetId)) known.set(file.assetId, file)
  }
  const missing: string[] = []
  for (const assetId of assetIds) {
    const file = known.get(assetId)
    if (!file) continue
    const { fileName, mime, sizeBytes, checksum, partRule } = file
    const body = { assetId, fileName, mime, sizeBytes, checksum, partRule, parts: [] }
    const reply = await api.call(presignMedia, { params: { projectId }, body, signal })
    if (reply.body.state !== 'stored') missing.push(assetId)
  }
  return missing
}

async function listFiles(api: ApiClient, projectId: string, signal: AbortSignal): Promise<readonly File[]> {
  const files: File[] = []
  for (let query: { cursor?: string } = {}; ; ) {
    const reply = await api.call(listMedia, { params: { projectId }, query, signal }).catch((error: unknown) => {
      // A project that was deleted tells its media no more: there is what the device knows of them.
      if (error instanceof ApiFailure && error.code === 'project-not-found') return undefined
      throw error
    })
    if (!reply) return files
    files.push(...reply.body.media)
    if (reply.body.cursor === undefined) return files
    query = { cursor: reply.body.cursor }
  }
}
