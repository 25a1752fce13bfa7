/** The store did not take a large document at the address that was signed for it. */
export class DocumentNotSent extends Error {
  override readonly name = 'DocumentNotSent'
  /** Not for a reason that passes: a few more addresses, and no more. */
  readonly isRefused: boolean
  /** As the store asked. */
  readonly retryAfterMs: number | undefined

  /** @param reason what the store said, or why it said nothing */
  constructor(reason: string, { isRefused, retryAfterMs }: { isRefused: boolean; retryAfterMs?: number | undefined }) {
    super(`The document was not sent: ${reason}`)
    this.isRefused = isRefused
    this.retryAfterMs = retryAfterMs
  }
}
