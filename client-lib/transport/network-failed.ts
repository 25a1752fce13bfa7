/** No answer came: nothing is known about whether the server acted. */
export class NetworkFailed extends Error {
  override readonly name = 'NetworkFailed'
  readonly reason: 'no-connection' | 'timeout' | 'no-token'

  constructor(reason: NetworkFailed['reason'], cause?: unknown) {
    super(sentences[reason], { cause })
    this.reason = reason
  }
}

const sentences = {
  'no-connection': 'The request was not answered.',
  timeout: 'The request was not answered in time.',
  'no-token': 'The token could not be fetched.',
} as const
