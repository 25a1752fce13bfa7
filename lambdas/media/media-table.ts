import type { MediaItem } from './media-item.ts'

export interface MediaPage {
  readonly items: readonly MediaItem[]
  /** The last id of the page, while more follow. */
  readonly nextAfterId?: string
}

/** The assets that projects name. */
export interface MediaTable {
  get(userId: string, projectId: string, assetId: string): Promise<MediaItem | undefined>
  /** In the order of ids, after `afterId`; as many as a reply holds. */
  page(userId: string, projectId: string, afterId: string | undefined): Promise<MediaPage>
  /** All of them. */
  list(userId: string, projectId: string): Promise<readonly MediaItem[]>
}
