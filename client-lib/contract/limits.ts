const KiB = 1024
const MiB = 1024 * KiB
const GiB = 1024 * MiB

/** Limits both sides know; the server enforces them, the client explains them before a byte is sent. */
export const limits = {
  /** Largest document kept inside its DynamoDB row, after gzip: a write costs one unit a KB. */
  inlineDocumentBytes: 32 * KiB,
  /** Largest request body the API reads; Lambda's own limit is 6 MiB of JSON event. */
  requestBodyBytes: 4 * MiB,
  /** Largest document, counted as it is sent: what gzip makes of it, or its own bytes where they are fewer. */
  documentBytes: 64 * MiB,
  /** A project refers to at most this many assets. */
  assetsPerProject: 20_000,
  /** Up to here a project's reply tells all of each asset; past it, id and state. */
  describedAssets: 2000,
  nameCharacters: 200,
  fileNameCharacters: 255,
  deviceNameCharacters: 64,
  /** S3's largest object. */
  fileBytes: 5 * 1024 * GiB,
  projectsPerPage: 100,
  mediaPerPage: 2000,
  versionsPerPage: 100,
  /** Twelve digits, as history orders versions by their text. */
  latestVersion: 999_999_999_999,
  /** Part URLs signed in one reply. A URL with a session token is about 1.4 KB. */
  partsPerWindow: 100,
  /** How long a presigned URL lives. */
  urlLifeSeconds: 15 * 60,
} as const
