import { delimiter, join } from 'node:path'
import { BrowserUnavailable } from './browser-unavailable.ts'
import { isExecutable } from './is-executable.ts'

/** Where none is found, or the one that is does not do. */
export const otherFirefox =
  'Install Firefox (on Debian: apt-get install firefox-esr), or set REELSYNC_FIREFOX to its path.'

/** As Debian calls its long-term release, and as everybody else calls it. */
const names = ['firefox-esr', 'firefox']

/**
 * The path of the Firefox that runs here: the one `REELSYNC_FIREFOX` names, or the one that is installed.
 *
 * @throws BrowserUnavailable
 */
export async function firefoxBinary(): Promise<string> {
  const named = process.env.REELSYNC_FIREFOX
  if (named) return named
  const folders = (process.env.PATH ?? '').split(delimiter)
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (await isExecutable(path)) return path
  }
  throw new BrowserUnavailable('There is no Firefox on the PATH.', otherFirefox)
}
