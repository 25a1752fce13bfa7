/** Why a migration did not go on: the cause in a sentence, and what can be done. What was rewritten stays, and is good. */
export class MigrateFailure extends Error {
  override readonly name = 'MigrateFailure'
  readonly code: MigrateFailureCode
  readonly wayOut: string

  constructor(code: MigrateFailureCode, message: string, wayOut: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.wayOut = wayOut
  }
}

export type MigrateFailureCode =
  | 'no-deployment'
  | 'no-credentials'
  | 'not-allowed'
  | 'no-such-table'
  | 'unreachable'
  | 'throttled'
  | 'unreadable-rows'
  | 'rows-still-older'
