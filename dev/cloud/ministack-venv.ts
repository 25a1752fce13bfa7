import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InstallFailed } from '../failures/install-failed.ts'
import { NoLocalCloud } from '../failures/no-local-cloud.ts'
import { pause } from '../processes/pause.ts'
import { runCommand } from '../processes/run-command.ts'
import { takeFileLock } from '../state/file-lock.ts'
import { reelsyncFolder } from '../state/reelsync-folder.ts'
import { findPython } from './find-python.ts'
import { ministackVersion } from './ministack-version.ts'

const requirements = join(import.meta.dirname, 'ministack-requirements.txt')
const venv = join(reelsyncFolder, `venv-ministack-${ministackVersion}`)
/** Written last: a folder without it is half an installation. */
const stampOf = (folder: string) => join(folder, 'installed')
const pythonOf = (folder: string) => join(folder, 'bin', 'python')
/** The system's Python may have been upgraded, or taken away, under the environment that was made of it. */
const probe = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("ministack") is None)'

/** The Python of the pinned virtual environment, where it is installed already and still finds what it holds. */
export async function installedMinistack(signal: AbortSignal, folder = venv): Promise<string | undefined> {
  const isStamped = await stat(stampOf(folder)).then(
    () => true,
    () => false,
  )
  if (!isStamped) return undefined
  const command = pythonOf(folder)
  const { exitCode } = await runCommand({ command, args: ['-I', '-c', probe] }, signal)
  return exitCode === 0 ? command : undefined
}

/**
 * The Python of the pinned virtual environment, installed first when it is not. Two starts at once install it once.
 *
 * @param say is told what is going on
 * @throws NoLocalCloud when no Python suits; InstallFailed when pip fails
 */
export async function ministackVenv(signal: AbortSignal, say: (detail: string) => void): Promise<string> {
  for (;;) {
    const installed = await installedMinistack(signal)
    if (installed !== undefined) return installed
    const lock = await takeFileLock(`${venv}.lock`)
    if ('release' in lock) {
      try {
        return (await installedMinistack(signal)) ?? (await install(signal, say))
      } finally {
        await lock.release()
      }
    }
    say(`process ${lock.holderPid} is installing it`)
    await pause(500, signal)
  }
}

async function install(signal: AbortSignal, say: (detail: string) => void): Promise<string> {
  const search = await findPython(signal)
  if (!search.found) throw new NoLocalCloud(search.looked)
  say(`with ${search.command}`)
  await rm(venv, { recursive: true, force: true })
  await mkdir(reelsyncFolder, { recursive: true })
  const python = pythonOf(venv)
  const steps: [string, string[]][] = [
    [search.command, ['-m', 'venv', venv]],
    [python, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '-r', requirements]],
  ]
  for (const [command, args] of steps) {
    const { exitCode, output } = await runCommand({ command, args }, signal)
    if (exitCode !== 0) throw new InstallFailed(`ministack ${ministackVersion}`, output)
  }
  await writeFile(stampOf(venv), `${ministackVersion}\n`)
  return python
}
