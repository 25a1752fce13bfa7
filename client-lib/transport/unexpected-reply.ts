/** An answer that is not of the contract: a proxy's HTML, a truncated body, a newer server. */
export class UnexpectedReply extends Error {
  override readonly name = 'UnexpectedReply'
  readonly status: number
  /** As the answer's `Retry-After` said. */
  readonly retryAfterMs: number | undefined

  constructor(status: number, about: string, retryAfterMs?: number) {
    super(`The answer (${status}) is not of the contract: ${about}.`)
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}
