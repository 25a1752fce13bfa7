import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { newProject, openProject } from '../../dev/demo/person/projects.ts'
import { signIn, signUp } from '../../dev/demo/person/sign-in.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { typeInto } from '../../dev/demo/person/type-into.ts'
import { patienceMs, Stage } from './stage.ts'

let stage: Stage
let device: UserDevice

beforeAll(async () => {
  stage = await Stage.open()
  device = await stage.device('A')
})
afterAll(() => stage.close())

test('a wrong password is answered by a sentence, and the right one after it signs in', async () => {
  const { page } = device
  await typeInto(page.getByTestId('sign-in-email'), stage.account.email)
  await typeInto(page.getByTestId('sign-in-password'), 'Not-the-password-1')
  await page.getByTestId('sign-in-submit').click()
  expect(await page.getByRole('alert').textContent()).toMatch(/[a-z].*\.$/)
  await signIn(page, stage.account)
})

test('who is signed in stays so when the browser is killed at that moment', async () => {
  await device.kill()
  await stage.startAgain(device)
  await device.page.getByTestId('new-project').waitFor()
})

test('signing out leads back to the sign-in, and a new account can be made there', async () => {
  const { page } = device
  await page.getByTestId('sign-out').click()
  await page.getByTestId('sign-in-submit').waitFor()
  await signUp(page, { email: `new-${stage.account.email}`, password: 'Reelsync-test-2' })
  expect(await page.getByTestId('project-item').count()).toBe(0)
})

test('whose code has been lost has another one sent, also who comes back for it later', async () => {
  const { page } = device
  const email = `late-${stage.account.email}`
  await page.getByTestId('sign-out').click()
  await page.getByTestId('sign-up-toggle').click()
  await typeInto(page.getByTestId('sign-in-email'), email)
  await typeInto(page.getByTestId('sign-in-password'), 'Reelsync-test-3')
  await page.getByTestId('sign-up-submit').click()
  await page.getByTestId('confirm-code').waitFor()
  await page.reload()
  await typeInto(page.getByTestId('sign-in-email'), email)
  await typeInto(page.getByTestId('sign-in-password'), 'Reelsync-test-3')
  await page.getByTestId('sign-in-submit').click()
  await page.getByRole('button', { name: 'Send another code' }).click()
  await page.getByText('Another code is on its way.').waitFor({ timeout: patienceMs })
  await typeInto(page.getByTestId('confirm-code'), '123456')
  await page.getByTestId('confirm-submit').click()
  await page.getByTestId('new-project').waitFor()
})

test('[ED8] who signs out of work that is on this device alone is asked; it waits there, and the next account begins at its list', async () => {
  const { page } = device
  const late = { email: `late-${stage.account.email}`, password: 'Reelsync-test-3' }
  await device.goOffline()
  await newProject(page, 'Left behind')
  await page.getByTestId('sign-out').click()
  const question = page.getByTestId('sign-out-dialog')
  expect(await question.textContent()).toContain(`It stays here for ${late.email}`)
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  const address = page.url()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('sign-out-confirm').click()
  await page.getByTestId('sign-in-submit').waitFor()
  await device.goOnline()

  await signIn(page, stage.account)
  expect(await page.getByTestId('project-item').count()).toBe(0)
  await page.goto(address)
  const notice = page.getByTestId('notice')
  expect(await notice.textContent()).toMatch(/^This account has no such project/)
  await notice.getByRole('button', { name: 'To the projects' }).click()
  await untilInTheCloud(page, patienceMs)
  await page.getByTestId('sign-out').click()

  await signIn(page, late)
  await openProject(page, 'Left behind')
  await untilInTheCloud(page, patienceMs)
})
