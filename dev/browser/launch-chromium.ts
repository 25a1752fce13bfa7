import { type BrowserContext, chromium } from 'playwright-core'
import { BrowserUnavailable } from './browser-unavailable.ts'
import { chromiumBinary, otherChromium } from './chromium-binary.ts'
import type { BrowserDeviceOptions, LaunchedBrowser } from './launched-browser.ts'
import { sharedOptions } from './shared-options.ts'

/** @throws BrowserUnavailable */
export async function launchChromium(options: BrowserDeviceOptions): Promise<LaunchedBrowser> {
  const context = await chromium
    .launchPersistentContext(options.profileDir, {
      ...sharedOptions(options),
      executablePath: await chromiumBinary(),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--autoplay-policy=no-user-gesture-required'],
      ...(options.proxyUrl && { proxy: { server: options.proxyUrl, bypass: '<-loopback>' } }),
    })
    .catch((cause: Error) => {
      throw new BrowserUnavailable(`Chromium did not start: ${cause.message}`, otherChromium, { cause })
    })
  return { context, processId: await processIdOf(context) }
}

async function processIdOf(context: BrowserContext): Promise<number> {
  const browser = context.browser()
  if (browser === null) throw new BrowserUnavailable('Chromium gave no browser session.', otherChromium)
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const main = processInfo.find((each) => each.type === 'browser')
  if (main === undefined) throw new BrowserUnavailable('Chromium did not tell its process id.', otherChromium)
  return main.id
}
