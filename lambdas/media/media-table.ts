import type { MediaItem } from './media-item.ts'

/** The assets that projects name. */
export interface MediaTable {
  get(userId: string, projectId: string, assetId: string): Promise<MediaItem | undefined>
  list(userId: string, projectId: string): Promise<readonly MediaItem[]>
}
