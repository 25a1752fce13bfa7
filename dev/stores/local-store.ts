/** A store that runs on 127.0.0.1 until it is closed. */
export interface LocalStore {
  readonly endpointUrl: string
  /** Ends it with all its processes. May be repeated. */
  close(): Promise<void>
}
