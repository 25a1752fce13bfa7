import * as v from 'valibot'

/** Ids the client makes: safe in a URL path, a DynamoDB key and an S3 key without escaping. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/

const id = v.pipe(v.string(), v.regex(idPattern, 'must be 1 to 64 characters of A-Z a-z 0-9 _ -'))

export const ProjectId = id
export const AssetId = id
/** The idempotency key of one write: the same id with the same bytes is the same write. */
export const MutationId = id
/** Made by the server, one for each object that a large document is sent as. */
export const SnapshotId = id
