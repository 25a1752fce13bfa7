/** What rows weigh, in KB, each rounded up as DynamoDB does. */
export const rowKb = {
  /** 30 KB of JSON, gzipped, with 32 remembered mutations of 42 bytes and the ids of 20 assets. */
  project: 7,
  media: 1,
  /** The 20 media rows of a project, read together. */
  mediaOfProject: 8,
  asset: 1,
  /** What a thinning reads of a project that is written each minute: 24 + 30 + 60 entries of about 0.3 KB. */
  thinnedEntries: 34,
  /** The rows of 50 files and a few large documents, read together. */
  heldByUser: 25,
  /** Counts alone. */
  account: 1,
} as const
