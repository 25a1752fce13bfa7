import type { Page } from 'playwright-core'

/** Waits until the editor says that everything is in the cloud and nothing is under way. */
export async function untilInTheCloud(page: Page, timeoutMs: number): Promise<void> {
  await untilStatus(page, { durability: 'in-the-cloud', activity: 'idle' }, timeoutMs)
}

/** Waits until the status bar says so; what is left out may be anything. */
export async function untilStatus(
  page: Page,
  status: { readonly durability?: string; readonly activity?: string },
  timeoutMs: number,
): Promise<void> {
  const { durability, activity } = status
  const wanted = [durability && `[data-durability="${durability}"]`, activity && `[data-activity="${activity}"]`]
  await page
    .locator(`[data-testid="status-bar"]${wanted.filter(Boolean).join('')}`)
    .first()
    .waitFor({ timeout: timeoutMs })
}
