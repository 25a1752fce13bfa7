import type { Page } from 'playwright-core'

/**
 * Makes a tab stand still as one that the browser has frozen: its locks and connections stay, and nothing in it runs,
 * no timer and no message, until it is thawed. `Page.setWebLifecycleState` does nothing here: Playwright keeps every
 * page in focus, and Chromium freezes none that is.
 *
 * @returns thaws it: what came meanwhile is then heard in order
 */
export async function freezeTab(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  const paused = new Promise<void>((resolve) => session.once('Debugger.paused', () => resolve()))
  await session.send('Debugger.pause')
  // It stops before the next statement, which is this one; the answer comes once it is thawed.
  session.send('Runtime.evaluate', { expression: '0' }).catch(() => undefined)
  await paused
  return async () => {
    await session.send('Debugger.disable')
    await session.detach()
  }
}
