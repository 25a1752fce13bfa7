import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export interface TetheredProcess {
  /** Resolves with the exit code when the command has ended and nothing of its group is left. */
  readonly ended: Promise<number>
  /** Asks the command to stop and waits for its end. May be repeated. */
  close(): Promise<void>
}

export interface TetheredCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly onOutput: (text: string) => void
}

/** Starts a command that ends with us, whatever ends us: see `tether.ts`. */
export function startTethered({ command, args, cwd, env, onOutput }: TetheredCommand): TetheredProcess {
  const tether = join(import.meta.dirname, 'tether.ts')
  const child = spawn(process.execPath, [tether, command, ...args], {
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we decide the order of ending.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
  })
  child.stdin?.on('error', () => undefined)
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput)
  const ended = endOf(child)
  return {
    ended,
    async close() {
      child.stdin?.end()
      await ended
    },
  }
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })
}
