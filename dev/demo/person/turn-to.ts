import type { Page } from 'playwright-core'

/** A user who turns to a page focuses its window, and that has it ask the cloud at once. */
export async function turnTo(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('focus')))
}
