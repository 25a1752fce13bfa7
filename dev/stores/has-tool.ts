import { runCommand } from '../processes/run-command.ts'
import { isLateEnough, type Tool } from './store-tools.ts'

/** Whether this machine has the tool, late enough. */
export async function hasTool(tool: Tool, signal: AbortSignal): Promise<boolean> {
  const { exitCode, output } = await runCommand({ command: tool.command, args: tool.args }, signal)
  return exitCode === 0 && isLateEnough(tool, output)
}
