import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import type { ProjectContent } from '../edits/project-content.ts'
import { typeInto } from './type-into.ts'

/** Makes a project of this name, which is then open. */
export async function newProject(page: Page, name: string): Promise<void> {
  await page.getByTestId('new-project').click()
  await renameProject(page, name)
}

/** Makes a project of a timeline file, which is then open. */
export async function importProject(page: Page, otioPath: string): Promise<void> {
  await page.getByTestId('import-otio').setInputFiles(otioPath)
  await page.getByTestId('project-name').waitFor()
}

export async function renameProject(page: Page, name: string): Promise<void> {
  const field = page.getByTestId('project-name')
  await typeInto(field, name)
  await field.press('Enter')
}

/** Opens a project from the list, as soon as it shows there. */
export async function openProject(page: Page, name: string): Promise<void> {
  await page.getByTestId('project-item').filter({ hasText: name }).click()
  await page.getByTestId('project-name').waitFor()
}

/** Waits until the open project has this name, as it does when another device's rename arrives. */
export async function untilNamed(page: Page, name: string, timeoutMs: number): Promise<void> {
  const isNamed = (wanted: string) =>
    document.querySelector<HTMLInputElement>('[data-testid="project-name"]')?.value === wanted
  await page.waitForFunction(isNamed, name, { timeout: timeoutMs })
}

/** The project as the user sees and exports it. */
export async function exportProject(page: Page): Promise<ProjectContent> {
  const isFirefox = page.context().browser()?.browserType().name() === 'firefox'
  const exporting = isFirefox ? page.evaluate(readNextDownload) : readDownload(page)
  await page.getByTestId('export-otio').click()
  const document = await exporting
  return { name: await page.getByTestId('project-name').inputValue(), document }
}

async function readDownload(page: Page): Promise<string> {
  const download = await page.waitForEvent('download')
  return readFile(await download.path(), 'utf8')
}

/**
 * Runs in the page: Firefox does not tell its driver of downloads, and after a real one its page looked at the cloud no
 * more. The page's policy lets nothing fetch what is downloaded, so it is taken as its address is made.
 */
function readNextDownload(): Promise<string> {
  const { createObjectURL } = URL
  const { click } = HTMLAnchorElement.prototype
  return new Promise((resolve) => {
    let text: Promise<string>
    URL.createObjectURL = (object) => {
      text = (object as Blob).text()
      return createObjectURL(object)
    }
    HTMLAnchorElement.prototype.click = () => {
      URL.createObjectURL = createObjectURL
      HTMLAnchorElement.prototype.click = click
      resolve(text)
    }
  })
}
