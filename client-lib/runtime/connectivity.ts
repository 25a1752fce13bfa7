/** Hints that a try is worth while now; only an answered or failed request tells the truth. */
export interface Connectivity {
  /** Calls back when the browser says online, visible or focused. Returns the unsubscribe. */
  onWake(listener: () => void): () => void
}
