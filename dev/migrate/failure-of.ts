import { MigrationError } from 'umzug'
import { MigrateFailure } from './migrate-failure.ts'

const again = 'then run it again: it goes on where it stopped.'

/** What the SDK met, as a failure that says what to do; anything else is passed on as it is. */
export function failureOf(error: unknown): unknown {
  if (error instanceof MigrationError) return failureOf(error.cause)
  if (!(error instanceof Error) || error instanceof MigrateFailure) return error
  const failure = (code: MigrateFailure['code'], message: string, wayOut: string) =>
    new MigrateFailure(code, message, wayOut, { cause: error })
  switch (error.name) {
    case 'CredentialsProviderError':
    case 'UnrecognizedClientException':
    case 'ExpiredTokenException':
    case 'InvalidSignatureException':
      return failure(
        'no-credentials',
        `AWS takes no credentials from this environment: ${error.message}`,
        `Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, of the account that holds the stack, ${again}`,
      )
    case 'AccessDeniedException':
      return failure(
        'not-allowed',
        `These credentials may not do it: ${error.message}`,
        `Allow dynamodb:Scan, dynamodb:GetItem and dynamodb:UpdateItem on the stack's tables, ${again}`,
      )
    case 'ResourceNotFoundException':
      return failure(
        'no-such-table',
        'DynamoDB has no such table in this account and region.',
        'Check the region and the names that were given; deploy the stack, if it is older than its migrations table.',
      )
    case 'ProvisionedThroughputExceededException':
    case 'ThrottlingException':
    case 'RequestLimitExceeded':
      return failure('throttled', 'DynamoDB asks for a slower pace.', `Name a lower --rows-per-second, ${again}`)
    default:
      return isUnreachable(error)
        ? failure(
            'unreachable',
            `DynamoDB does not answer: ${error.message || 'no connection'}.`,
            `Start the local cloud, or mend the line, ${again}`,
          )
        : error
  }
}

function isUnreachable(error: Error & { readonly code?: unknown }): boolean {
  return (
    error.name === 'TimeoutError' ||
    ['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(String(error.code))
  )
}
