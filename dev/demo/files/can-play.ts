import type { Page } from 'playwright-core'

/**
 * Whether this browser plays the file at all, apart from the editor: what it cannot play here, it need not play on B.
 *
 * @param page any page that nobody needs any more
 */
export async function canPlay(page: Page, path: string): Promise<boolean> {
  await page.setContent('<input type="file"><video muted></video>')
  await page.locator('input').setInputFiles(path)
  return await page.evaluate(async () => {
    const file = document.querySelector('input')?.files?.[0]
    const media = document.querySelector('video')
    if (!file || !media) throw new Error('The page has lost its parts.')
    return await new Promise<boolean>((resolve) => {
      media.addEventListener('canplay', () => resolve(true), { once: true })
      media.addEventListener('error', () => resolve(false), { once: true })
      media.src = URL.createObjectURL(file)
    })
  })
}
