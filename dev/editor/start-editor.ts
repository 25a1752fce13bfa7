import { join } from 'node:path'
import { waitUntilUp } from '../cloud/wait-until-up.ts'
import { EditorFailed } from '../failures/editor-failed.ts'
import { startTethered } from '../processes/tethered-process.ts'

const root = join(import.meta.dirname, '../..')
const vite = join(root, 'node_modules/vite/bin/vite.js')
const config = ['--config', join(root, 'example/vite.config.ts'), '--clearScreen', 'false']
const upWithinMs = 60_000

export interface EditorOptions {
  /** The outputs of the stack it speaks to. */
  readonly deploymentFile: string
  readonly port: number
  readonly signal: AbortSignal
  /** The folder of what `vite build` made, which is then served in place of the sources. */
  readonly built?: string
  /** Is told what the dev server says once it is up. */
  readonly onOutput?: (text: string) => void
}

export interface Editor {
  readonly url: string
  /** Settles when the dev server has ended. */
  readonly ended: Promise<unknown>
  /** May be repeated. */
  close(): Promise<void>
}

/**
 * Serves the example, with the stack's API and user pool below its own origin.
 *
 * @throws EditorFailed when it ends, or does not answer within a minute
 */
export async function startEditor({ deploymentFile, port, signal, built, onOutput }: EditorOptions): Promise<Editor> {
  let output = ''
  let isUp = false
  const running = startTethered({
    command: process.execPath,
    args: [vite, ...(built === undefined ? ['serve'] : ['preview', '--outDir', built]), ...config],
    cwd: root,
    // CI keeps it from listening to the terminal, which is ours.
    env: { ...process.env, REELSYNC_DEPLOYMENT: deploymentFile, PORT: String(port), CI: 'true' },
    onOutput: (text) => {
      output = (output + text).slice(-10_000)
      if (isUp) onOutput?.(text)
    },
  })
  const url = `http://127.0.0.1:${port}/`
  try {
    isUp = await waitUntilUp(url, running.ended, upWithinMs, signal)
    if (!isUp) throw new EditorFailed(output)
  } catch (error) {
    await running.close()
    throw error
  }
  return { url, ended: running.ended, close: running.close }
}
