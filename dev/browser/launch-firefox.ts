import { readdir, readFile } from 'node:fs/promises'
import { firefox } from 'playwright-core'
import { BrowserUnavailable } from './browser-unavailable.ts'
import { firefoxBinary, otherFirefox } from './firefox-binary.ts'
import type { BrowserDeviceOptions, LaunchedBrowser } from './launched-browser.ts'
import { sharedOptions } from './shared-options.ts'

/**
 * Firefox as its users have it, driven by WebDriver BiDi.
 *
 * @throws BrowserUnavailable
 */
export async function launchFirefox(options: BrowserDeviceOptions): Promise<LaunchedBrowser> {
  const context = await firefox
    .launchPersistentContext(options.profileDir, {
      ...sharedOptions(options),
      channel: 'moz-firefox',
      executablePath: await firefoxBinary(),
      firefoxUserPrefs: { 'media.autoplay.default': 0, ...proxyPrefs(options.proxyUrl) },
    })
    .catch((cause: Error) => {
      throw new BrowserUnavailable(`Firefox did not start: ${cause.message}`, otherFirefox, { cause })
    })
  return { context, processId: await processIdOf(options.profileDir) }
}

/** What goes to localhost takes no proxy unless it is said so. */
function proxyPrefs(proxyUrl: string | undefined): Record<string, string | number | boolean> {
  // A profile keeps what it was told before.
  if (proxyUrl === undefined) return { 'network.proxy.type': 0 }
  const { hostname, port } = new URL(proxyUrl)
  return {
    'network.proxy.type': 1,
    'network.proxy.http': hostname,
    'network.proxy.http_port': Number(port),
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': '',
  }
}

/** Firefox tells it to nobody; its command line names the profile. */
async function processIdOf(profileDir: string): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    const words = line.split('\0')
    if (words[words.indexOf('--profile') + 1] === profileDir && !words.includes('-contentproc')) return Number(name)
  }
  throw new BrowserUnavailable('The process of Firefox is not in /proc.', otherFirefox)
}
