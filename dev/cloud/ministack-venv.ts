import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { InstallFailed } from '../failures/install-failed.ts'
import { NoLocalCloud } from '../failures/no-local-cloud.ts'
import { runCommand } from '../processes/run-command.ts'
import { takeFileLock } from '../state/file-lock.ts'
import { reelsyncFolder } from '../state/reelsync-folder.ts'
import { findPython } from './find-python.ts'
import { ministackVersion } from './ministack-version.ts'

const requirements = join(import.meta.dirname, 'ministack-requirements.txt')
const venv = join(reelsyncFolder, `venv-ministack-${ministackVersion}`)
/** Written last: a folder without it is half an installation. */
const stamp = join(venv, 'installed')

/** The Python of the pinned virtual environment, where it is installed already. */
export async function installedMinistack(): Promise<string | undefined> {
  const exists = await stat(stamp).then(
    () => true,
    () => false,
  )
  return exists ? join(venv, 'bin', 'python') : undefined
}

/**
 * The Python of the pinned virtual environment, installed first when it is not. Two starts at once install it once.
 *
 * @param say is told what is going on
 * @throws NoLocalCloud when no Python suits; InstallFailed when pip fails
 */
export async function ministackVenv(signal: AbortSignal, say: (detail: string) => void): Promise<string> {
  for (;;) {
    const installed = await installedMinistack()
    if (installed !== undefined) return installed
    const lock = await takeFileLock(`${venv}.lock`)
    if ('release' in lock) {
      try {
        return (await installedMinistack()) ?? (await install(signal, say))
      } finally {
        await lock.release()
      }
    }
    say(`process ${lock.holderPid} is installing it`)
    await delay(500, undefined, { signal })
  }
}

async function install(signal: AbortSignal, say: (detail: string) => void): Promise<string> {
  const search = await findPython(signal)
  if (!search.found) throw new NoLocalCloud(search.looked)
  say(`with ${search.command}`)
  await rm(venv, { recursive: true, force: true })
  await mkdir(reelsyncFolder, { recursive: true })
  const python = join(venv, 'bin', 'python')
  const steps: [string, string[]][] = [
    [search.command, ['-m', 'venv', venv]],
    [python, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '-r', requirements]],
  ]
  for (const [command, args] of steps) {
    const { exitCode, output } = await runCommand({ command, args }, signal)
    if (exitCode !== 0) throw new InstallFailed(`ministack ${ministackVersion}`, output)
  }
  await writeFile(stamp, `${ministackVersion}\n`)
  return python
}
