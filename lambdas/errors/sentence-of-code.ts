import type { ErrorCode } from '#contract/errors.ts'
import type { PayloadOf } from './payload-of.ts'

const overLimit = {
  'stored-bytes': (limit: number, used: number) => `The account holds ${used} of at most ${limit} bytes.`,
  projects: (limit: number, used: number) => `The account has ${used} of at most ${limit} projects.`,
  'open-uploads': (limit: number, used: number) => `The account has ${used} of at most ${limit} uploads under way.`,
} as const

/** The sentence that travels as `detail`, for every code of the contract. */
export const sentenceOfCode: { readonly [C in ErrorCode]: (payload: PayloadOf<C>) => string } = {
  'invalid-request': ({ issues }) =>
    `The request is not valid: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`,
  unauthenticated: () => 'The request carries no access token that this API accepts.',
  'token-expired': () => 'The access token has expired; send a newer one.',
  'quota-exceeded': ({ quota, limit, used }) => overLimit[quota](limit, used),
  'project-not-found': () => 'There is no such project.',
  'asset-not-found': () => 'The project has no such asset.',
  'snapshot-not-found': () => 'Nothing was sent to the address of this snapshot; send the document, then name it.',
  'version-not-found': () => 'The history has no such version.',
  'route-not-found': () => 'The API has no such route.',
  'version-conflict': ({ winner }) => `Another write came first: version ${winner.version} is in force.`,
  'asset-mismatch': () => 'This asset id already names other bytes; give the new bytes a new id.',
  'upload-incomplete': ({ missingParts, mismatchedParts }) =>
    `The upload is not whole: ${missingParts.length} parts are missing and ${mismatchedParts.length} differ.`,
  'part-rule-changed': ({ partRule }) => `Files are now cut into parts by rule ${partRule}.`,
  'project-deleted': ({ version }) => `The project was deleted in version ${version}.`,
  'cursor-expired': () =>
    'This cursor or since is older than deletions are remembered: ask for the whole list, and take what it lacks for deleted.',
  'snapshot-expired': () => 'This snapshot was sent too long ago; send the document to a new address.',
  'request-too-large': ({ limitBytes }) => `A request body may hold at most ${limitBytes} bytes.`,
  'document-too-large': ({ limitBytes }) =>
    `A document sent like this may hold at most ${limitBytes} bytes after gzip.`,
  'file-too-large': ({ limitBytes }) => `A file may hold at most ${limitBytes} bytes.`,
  'mutation-reused': () => 'This mutation id was already used for another write.',
  'checksum-mismatch': () => 'What the store holds does not have the checksum that was named.',
  'upgrade-required': ({ supported }) =>
    `Load the app anew: it is of another release than this server, which speaks version ${supported.join(', ')} of the contract.`,
  'rate-limited': ({ retryAfterMs }) => `Too many requests; try again in ${retryAfterMs} ms.`,
  internal: () => 'The server failed in a way it did not foresee; the request id leads to its log.',
  unavailable: ({ retryAfterMs }) => `The server is busy; try again in ${retryAfterMs} ms.`,
}
