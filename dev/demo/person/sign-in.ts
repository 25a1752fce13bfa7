import type { Page } from 'playwright-core'
import { typeInto } from './type-into.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** Opens the editor's address and waits until the app has started. */
export async function openEditor(page: Page, editorUrl: string): Promise<void> {
  await page.goto(editorUrl)
  await page.locator('html[data-ready=true]').waitFor({ state: 'attached' })
}

/** Makes an account and is signed in by it. A local user pool takes any code. */
export async function signUp(page: Page, credentials: Credentials): Promise<void> {
  await page.getByTestId('sign-up-toggle').click()
  await typeInto(page.getByTestId('sign-in-email'), credentials.email)
  await typeInto(page.getByTestId('sign-in-password'), credentials.password)
  await page.getByTestId('sign-up-submit').click()
  await typeInto(page.getByTestId('confirm-code'), '123456')
  await page.getByTestId('confirm-submit').click()
  await page.getByTestId('new-project').waitFor()
}

export async function signIn(page: Page, credentials: Credentials): Promise<void> {
  await typeInto(page.getByTestId('sign-in-email'), credentials.email)
  await typeInto(page.getByTestId('sign-in-password'), credentials.password)
  await page.getByTestId('sign-in-submit').click()
  await page.getByTestId('new-project').waitFor()
}
