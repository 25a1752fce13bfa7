import { runCommand } from '../processes/run-command.ts'

const names = ['python3.13', 'python3.14', 'python3.12', 'python3.11', 'python3.10', 'python3', 'python']
const probe = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])'

export type PythonSearch =
  | { readonly found: true; readonly command: string }
  | { readonly found: false; readonly looked: readonly string[] }

/**
 * A Python 3.10 or later that can make virtual environments; `PYTHON` is asked first.
 *
 * @param run starts a command; its output is judged by `judgePython`
 */
export async function findPython(signal: AbortSignal): Promise<PythonSearch> {
  const looked: string[] = []
  for (const command of process.env.PYTHON ? [process.env.PYTHON, ...names] : names) {
    const { exitCode, output } = await runCommand({ command, args: ['-c', probe] }, signal)
    const verdict = judgePython(exitCode, output)
    if (verdict === 'suits') return { found: true, command }
    if (verdict !== 'absent') looked.push(`${command} ${verdict}`)
  }
  return { found: false, looked }
}

/** What the probe's end says of a Python; a shim that leads nowhere is as good as absent. */
export function judgePython(exitCode: number, output: string): 'suits' | 'absent' | 'has no venv' | 'is too old' {
  const missing = /No module named '?"?(venv|ensurepip)/.test(output)
  if (exitCode !== 0) return missing ? 'has no venv' : 'absent'
  const [major = 0, minor = 0] = output.trim().split('.').map(Number)
  return major === 3 && minor >= 10 ? 'suits' : 'is too old'
}
