import * as limits from '#contract/limits.ts'
import type { MediaItem } from '../../lambdas/media/media-item.ts'
import type { MediaPage, MediaTable } from '../../lambdas/media/media-table.ts'
import { type MemoryDatabase, rowKey } from './memory-database.ts'

export class MemoryMediaTable implements MediaTable {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async get(userId: string, projectId: string, assetId: string): Promise<MediaItem | undefined> {
    return this.#database.media.get(rowKey(userId, projectId, assetId))
  }

  async page(userId: string, projectId: string, afterId = ''): Promise<MediaPage> {
    const rest = (await this.list(userId, projectId)).filter(({ assetId }) => assetId > afterId)
    const items = rest.sort((a, b) => (a.assetId < b.assetId ? -1 : 1)).slice(0, limits.mediaPerPage)
    const last = items.at(-1)
    return last === undefined || items.length === rest.length ? { items } : { items, nextAfterId: last.assetId }
  }

  async list(userId: string, projectId: string): Promise<readonly MediaItem[]> {
    const prefix = `${rowKey(userId, projectId)}#`
    return [...this.#database.media].filter(([key]) => key.startsWith(prefix)).map(([, item]) => item)
  }
}
