import type { Page } from './page.ts'

/** The browser's own word on storage, and its question before a page is left. */
export class BrowserPage implements Page {
  #guarded = false

  async isPersistent(): Promise<boolean> {
    return (await navigator.storage?.persisted?.()) ?? false
  }

  async persist(): Promise<boolean> {
    return (await navigator.storage?.persist?.()) ?? false
  }

  async answersAnybody(url: string): Promise<boolean> {
    // An answer that CORS hides is opaque; where nothing answers, even that fails.
    const request = fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' })
    return request.then(
      () => true,
      () => false,
    )
  }

  guardLeaving(guarded: boolean): void {
    if (typeof window === 'undefined' || this.#guarded === guarded) return
    this.#guarded = guarded
    // Only while it must be: a page that listens is kept out of the back-forward cache by some browsers.
    if (guarded) window.addEventListener('beforeunload', askUser)
    else window.removeEventListener('beforeunload', askUser)
  }
}

function askUser(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
