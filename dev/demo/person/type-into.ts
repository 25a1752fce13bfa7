import type { Locator } from 'playwright-core'

/**
 * Types over what is in a field, key by key, in the window that is in front, as a person does: in Firefox a field of another
 * window is never left, and React does not see a value that is set at once.
 */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.page().bringToFront()
  await field.selectText()
  await field.pressSequentially(text)
}
