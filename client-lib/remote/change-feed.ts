/** What a look at the cloud came to. */
export interface Look {
  /** It is to be made again, as it failed in a way that may pass. */
  readonly isFailed: boolean
  /** How long the server asked to wait at least, in ms. */
  readonly notBeforeMs: number
}

/** Says when the cloud may hold something new. The default asks from time to time; one that is pushed to can take its place. */
export interface ChangeFeed {
  /** Calls back whenever it is worth while to look. Returns the unsubscribe. */
  open(onChange: () => void): () => void
  /** A look begins, whoever asked for it: what was planned is planned anew once it was taken. */
  looking(): void
  looked(look: Look): void
}
