import type { MediaItem } from '../../lambdas/media/media-item.ts'
import type { MediaTable } from '../../lambdas/media/media-table.ts'
import { type MemoryDatabase, rowKey } from './memory-database.ts'

export class MemoryMediaTable implements MediaTable {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async get(userId: string, projectId: string, assetId: string): Promise<MediaItem | undefined> {
    return this.#database.media.get(rowKey(userId, projectId, assetId))
  }

  async list(userId: string, projectId: string): Promise<readonly MediaItem[]> {
    const prefix = `${rowKey(userId, projectId)}#`
    return [...this.#database.media].filter(([key]) => key.startsWith(prefix)).map(([, item]) => item)
  }
}
