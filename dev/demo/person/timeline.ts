import type { Locator, Page } from 'playwright-core'
import { typeInto } from './type-into.ts'

export function clipsOf(page: Page, fileName: string): Locator {
  return page.locator(`[data-testid="clip"][data-clip-name=${JSON.stringify(fileName)}]`)
}

/** Makes the clip show its media from here, in seconds. */
export async function trimStart(page: Page, fileName: string, startS: number): Promise<void> {
  await typeSeconds(page, fileName, 'clip-trim-start', startS)
}

/** Makes the clip show its media up to here, in seconds. */
export async function trimEnd(page: Page, fileName: string, endS: number): Promise<void> {
  await typeSeconds(page, fileName, 'clip-trim-end', endS)
}

async function typeSeconds(page: Page, fileName: string, testId: string, seconds: number): Promise<void> {
  await clipsOf(page, fileName).first().click()
  const field = page.getByTestId(testId)
  await typeInto(field, seconds.toFixed(2))
  await field.press('Enter')
}
