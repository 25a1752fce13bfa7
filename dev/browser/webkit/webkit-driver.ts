import { waitUntilUp } from '../../cloud/wait-until-up.ts'
import { freePort } from '../../processes/free-port.ts'
import { runCommand } from '../../processes/run-command.ts'
import { startTethered } from '../../processes/tethered-process.ts'
import { BrowserUnavailable } from '../browser-unavailable.ts'
import { isExecutable } from '../is-executable.ts'

const wayOut = 'On Debian: apt-get install webkit2gtk-driver xvfb xauth python3-gi gir1.2-webkit2-4.1.'
const paths = ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run', '/usr/bin/python3']
const importing = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2"

const upWithinMs = 60_000

/** In a container there is no sandbox of its own to be had, and no graphics card. */
const environment = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
}

export interface WebKitDriver {
  readonly url: string
  close(): Promise<void>
}

/** @throws BrowserUnavailable where this machine has not what it takes */
export async function requireWebKit(signal: AbortSignal): Promise<void> {
  const hasPrograms = (await Promise.all(paths.map(isExecutable))).every(Boolean)
  const args = ['-c', importing]
  const hasBindings = hasPrograms && (await runCommand({ command: '/usr/bin/python3', args }, signal)).exitCode === 0
  if (!hasBindings) throw new BrowserUnavailable('There is no WebKitGTK with its driver here.', wayOut)
}

/** WebKitGTK's own WebDriver, before a screen that nobody sees. */
export async function startWebKitDriver(signal: AbortSignal): Promise<WebKitDriver> {
  await requireWebKit(signal)
  const port = await freePort()
  let said = ''
  const running = startTethered({
    command: '/usr/bin/xvfb-run',
    args: ['-a', '/usr/bin/WebKitWebDriver', `--port=${port}`],
    env: { ...process.env, ...environment },
    onOutput: (text) => {
      said += text
    },
  })
  const url = `http://127.0.0.1:${port}`
  if (!(await waitUntilUp(`${url}/status`, running.ended, upWithinMs, signal))) {
    await running.close()
    throw new BrowserUnavailable(`WebKitWebDriver did not start: ${said}`, wayOut)
  }
  return { url, close: running.close }
}
