// Limits both sides know, imported as `limits`; the server enforces them, the client explains them before a byte is sent.

const KiB = 1024
const MiB = 1024 * KiB
const GiB = 1024 * MiB

/** Largest document kept inside its DynamoDB row, after gzip: a write costs one unit a KB. */
export const inlineDocumentBytes = 32 * KiB
/** Largest request body the API reads; Lambda's own limit is 6 MiB of JSON event. */
export const requestBodyBytes = 4 * MiB
/** Largest document, counted as it is sent: what gzip makes of it, or its own bytes where they are fewer. */
export const documentBytes = 64 * MiB
/** A project refers to at most this many assets. */
export const assetsPerProject = 20_000
/** Up to here a project's reply tells all of each asset; past it, id and state. */
export const describedAssets = 2000
export const nameCharacters = 200
export const fileNameCharacters = 255
export const deviceNameCharacters = 64
/** S3's largest object. */
export const fileBytes = 5 * 1024 * GiB
export const projectsPerPage = 100
export const mediaPerPage = 2000
export const versionsPerPage = 100
/** Twelve digits, as history orders versions by their text. */
export const latestVersion = 999_999_999_999
/** Part URLs signed in one reply. A URL with a session token is about 1.4 KB. */
export const partsPerWindow = 100
/** How long a presigned URL lives. */
export const urlLifeSeconds = 15 * 60
