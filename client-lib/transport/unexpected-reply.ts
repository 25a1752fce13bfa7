/** An answer that is not of the contract: a proxy's HTML, a truncated body, a newer server. */
export class UnexpectedReply extends Error {
  override readonly name = 'UnexpectedReply'
  readonly status: number
  /** As the answer's `Retry-After` said. */
  readonly retryAfterMs: number | undefined

  /** @param about what is wrong with it; undefined where it is no JSON */
  constructor(status: number, about: string | undefined, retryAfterMs?: number) {
    super(
      about === undefined
        ? `A Wi-Fi's sign-in page or a proxy answered (${status}) in the cloud's place. Open any web page, or try another network.`
        : `The answer (${status}) is not of the contract: ${about}.`,
    )
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}
