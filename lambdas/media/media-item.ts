import type { MediaRow } from '#contract/media.ts'

/** One asset of one project, as it is kept; where its bytes are is the account's `StoredAsset`. */
export type MediaItem = MediaRow
