import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BrowserUnavailable } from './browser-unavailable.ts'

// `npm ci` empties it: what is unpacked there is always of the installed version.
const cacheDir = join(import.meta.dirname, '../../node_modules/.cache')

/** Where the packed one does not run. */
export const otherChromium = 'Set REELSYNC_CHROMIUM to the path of a Chromium or Chrome.'

/**
 * The path of a Chromium that runs here: the one `REELSYNC_CHROMIUM` names, or the one that came with `npm ci`,
 * unpacked once.
 *
 * @throws BrowserUnavailable on a system that the packed Chromium does not run on
 */
export async function chromiumBinary(): Promise<string> {
  const named = process.env.REELSYNC_CHROMIUM
  if (named) return named
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new BrowserUnavailable(
      `The packed Chromium is for Linux on x64, and this is ${process.platform} on ${process.arch}.`,
      otherChromium,
    )
  }
  const unpacked = join(cacheDir, 'chromium')
  const binary = join(unpacked, 'chromium')
  if (!existsSync(binary)) await unpack(unpacked)
  return binary
}

/** Unpacks beside the place and renames, so that two at once cannot meet half a browser. */
async function unpack(place: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true })
  const staging = await mkdtemp(join(cacheDir, 'chromium-unpacking-'))
  const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
  try {
    // The package unpacks into the temporary folder of its process, wherever that is.
    await promisify(execFile)(process.execPath, ['-e', script], {
      cwd: import.meta.dirname,
      env: { ...process.env, TMPDIR: staging },
    })
    await rename(staging, place)
  } catch (cause) {
    await rm(staging, { recursive: true, force: true })
    if (!existsSync(place)) throw new BrowserUnavailable('Chromium could not be unpacked.', otherChromium, { cause })
  }
}
