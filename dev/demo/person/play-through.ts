import type { Page } from 'playwright-core'

/**
 * Plays the open project from its start to its end.
 *
 * @returns by asset id, how many seconds the `currentTime` of its media element went on while it played
 */
export async function playThrough(page: Page, timeoutMs: number): Promise<ReadonlyMap<string, number>> {
  await page.getByLabel('To the start').click()
  const watching = page.evaluate(watchMedia)
  await page.getByTestId('play').click()
  await page.getByTestId('pause').waitFor()
  await page.getByTestId('play').waitFor({ timeout: timeoutMs })
  await page.evaluate(() => dispatchEvent(new Event('demo-played')))
  return new Map(await watching)
}

/** Runs in the page: looks at each frame until told that the playing is over. */
async function watchMedia(): Promise<[string, number][]> {
  const advancedS = new Map<string, number>()
  const lastS = new Map<HTMLMediaElement, number>()
  let isOver = false
  addEventListener('demo-played', () => {
    isOver = true
  })
  while (!isOver) {
    await new Promise(requestAnimationFrame)
    for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
      const steppedS = media.currentTime - (lastS.get(media) ?? media.currentTime)
      lastS.set(media, media.currentTime)
      const assetId = media.dataset.assetId
      const isPlaying = !media.paused && !media.seeking && media.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
      // A seek is no playing: it jumps, or goes back.
      if (assetId === undefined || !isPlaying || steppedS <= 0 || steppedS > 1) continue
      advancedS.set(assetId, (advancedS.get(assetId) ?? 0) + steppedS)
    }
  }
  return [...advancedS]
}
