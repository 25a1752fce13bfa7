import { startTethered, type TetheredCommand } from './tethered-process.ts'

export interface CommandResult {
  readonly exitCode: number
  readonly output: string
}

/**
 * Runs a command to its end and keeps what it wrote.
 *
 * @param signal ends the command; the promise then rejects with the signal's reason
 */
export async function runCommand(
  command: Omit<TetheredCommand, 'onOutput'> & { readonly onOutput?: (text: string) => void },
  signal: AbortSignal,
): Promise<CommandResult> {
  signal.throwIfAborted()
  let output = ''
  const onOutput = (text: string) => {
    output += text
    command.onOutput?.(text)
  }
  const running = startTethered({ ...command, onOutput })
  const stop = () => void running.close()
  signal.addEventListener('abort', stop, { once: true })
  const exitCode = await running.ended
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  return { exitCode, output }
}
