import type { StartFailure } from '../failures/start-failure.ts'
import { UnknownOption } from '../failures/unknown-option.ts'
import { Stopped, stopSignal } from '../processes/stop-signal.ts'

type Run = (args: readonly string[], signal: AbortSignal) => Promise<unknown>

/**
 * A script of package.json: `--help` tells its usage, and a failure its cause and the way out; a stack is shown of
 * nothing but a fault of the script's own. Ends with 2 where the command line is wrong, with 130 where it is stopped.
 *
 * @param run false for an end with 1
 */
export async function runScript(usage: string, run: Run): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) return console.log(usage)
  try {
    if ((await run(args, stopSignal())) === false) process.exitCode = 1
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    if (error instanceof Stopped) console.log(error.message)
    else console.error(tellsWayOut(error) ? `\n${error.message}\n\n${error.wayOut}\n(${error.code})` : error)
    if (error instanceof UnknownOption) console.error(`\n${usage}`)
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof Stopped) return 130
  return error instanceof UnknownOption ? 2 : 1
}

function tellsWayOut(error: unknown): error is Pick<StartFailure, 'message' | 'wayOut' | 'code'> {
  return error instanceof Error && 'wayOut' in error
}
