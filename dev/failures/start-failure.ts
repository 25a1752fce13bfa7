/** Why a local start failed: the cause in a sentence, and what the user can do about it. */
export class StartFailure<Code extends string = string> extends Error {
  override readonly name: string = 'StartFailure'
  readonly code: Code
  readonly wayOut: string

  constructor(code: Code, message: string, wayOut: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.wayOut = wayOut
  }
}
