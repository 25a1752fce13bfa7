export interface TransportRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Blob
  readonly signal: AbortSignal
  /** Bytes handed to the network so far, from 0 at once; only for bodies worth counting, by transports that can. */
  readonly onSentBytes?: (sentBytes: number) => void
  /** Told at once, and with each byte of the answer's body that came, by transports that can. */
  readonly onReceivedBytes?: () => void
}

export interface TransportReply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  text(): Promise<string>
  blob(): Promise<Blob>
}

/** The network. Rejects only where no answer came (`NetworkFailed`) or the signal aborted. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportReply>
}
