import type { Page } from 'playwright-core'

/** Kills a tab's renderer, as when it ran out of memory; the browser and its other tabs live on. Settles when it is gone. */
export async function crashTab(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const gone = new Promise<void>((resolve) => page.once('crash', () => resolve()))
  // The answer never comes: who would give it is dead.
  session.send('Page.crash').catch(() => undefined)
  await gone
}
