import type { Connectivity } from './connectivity.ts'

/** The page's own hints: online again, visible again, focused, or back from the back-forward cache. */
export class BrowserConnectivity implements Connectivity {
  readonly #listeners = new Set<() => void>()

  /** A hint from elsewhere. */
  readonly hint = () => {
    for (const listener of [...this.#listeners]) listener()
  }

  onWake(listener: () => void): () => void {
    this.#listeners.add(listener)
    const leave = this.#listen(listener)
    return () => {
      this.#listeners.delete(listener)
      leave()
    }
  }

  #listen(listener: () => void): () => void {
    if (typeof document === 'undefined') return () => undefined
    const whenVisible = () => {
      if (document.visibilityState === 'visible') listener()
    }
    const events = ['online', 'focus', 'pageshow']
    for (const event of events) window.addEventListener(event, listener)
    document.addEventListener('visibilitychange', whenVisible)
    return () => {
      for (const event of events) window.removeEventListener(event, listener)
      document.removeEventListener('visibilitychange', whenVisible)
    }
  }
}
