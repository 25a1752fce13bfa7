import type { Locator, Page } from 'playwright-core'

/** How a media item stands, as the editor shows it. */
export type MediaFact = 'in-the-cloud' | 'on-this-device'

export async function addFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.getByTestId('add-media').setInputFiles([...paths])
}

export function mediaItem(page: Page, fileName: string): Locator {
  return page.locator(`[data-testid="media-item"][data-file-name=${JSON.stringify(fileName)}]`)
}

/** Waits until this many media items are there, all of which the fact holds for. */
export async function untilMedia(page: Page, fact: MediaFact, count: number, timeoutMs: number): Promise<void> {
  const items = page.getByTestId('media-item')
  const item = page.locator(`[data-testid="media-item"][data-${fact}="true"]`)
  if (count > 0) await item.nth(count - 1).waitFor({ timeout: timeoutMs })
  const shown = await items.count()
  if (shown !== count) throw new Error(`The editor shows ${shown} media items, not ${count}.`)
}

/** Puts a file's clip at the end of its track. */
export async function addToTimeline(page: Page, fileName: string): Promise<void> {
  await mediaItem(page, fileName).getByTestId('add-to-timeline').click()
}
