import type { BrowserContext } from 'playwright-core'

export interface BrowserDeviceOptions {
  /** Kept between launches: the same folder is the same device. */
  readonly profileDir: string
  /** All traffic of the browser goes through it, that to localhost too. */
  readonly proxyUrl?: string
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** A browser that has started. */
export interface LaunchedBrowser {
  readonly context: BrowserContext
  /** The leader of a process group of its own. */
  readonly processId: number
}
