/** The request was not sent, or was refused, for want of a token that fits. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn'
  /** `other-account`: a token of somebody else was offered, and never sent. */
  readonly reason: 'no-token' | 'refused' | 'other-account'

  constructor(reason: NotSignedIn['reason'], detail: string = sentences[reason]) {
    super(detail)
    this.reason = reason
  }
}

const sentences = {
  'no-token': 'Nobody is signed in.',
  refused: 'The server refused the token, also a newer one.',
  'other-account': 'The token is of another account than the work on this device.',
} as const
