import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { LocalStoreFailed } from '../failures/local-store-failed.ts'
import { runCommand } from '../processes/run-command.ts'
import { takeFileLock } from '../state/file-lock.ts'
import { reelsyncFolder } from '../state/reelsync-folder.ts'

const version = 'v1.8.0'
const module = `github.com/versity/versitygw/cmd/versitygw@${version}`
const home = join(reelsyncFolder, `versitygw-${version}`)
const binary = join(home, process.platform === 'win32' ? 'versitygw.exe' : 'versitygw')

/** The pinned versitygw, where it is built already. */
export async function builtVersitygw(): Promise<string | undefined> {
  const exists = await stat(binary).then(
    () => true,
    () => false,
  )
  return exists ? binary : undefined
}

/**
 * The pinned versitygw, built first where it is not: some minutes, once. Two runs at once build it once.
 *
 * @param go the command that runs Go
 * @param say is told what is going on
 * @throws LocalStoreFailed when Go cannot build it
 */
export async function versitygwBinary(go: string, signal: AbortSignal, say: (text: string) => void): Promise<string> {
  for (;;) {
    const built = await builtVersitygw()
    if (built !== undefined) return built
    const lock = await takeFileLock(`${home}.lock`)
    if ('release' in lock) {
      try {
        return (await builtVersitygw()) ?? (await build(go, signal, say))
      } finally {
        await lock.release()
      }
    }
    await delay(500, undefined, { signal })
  }
}

async function build(go: string, signal: AbortSignal, say: (text: string) => void): Promise<string> {
  say(`Building versitygw ${version}, once; it takes some minutes.`)
  // Moved to its place when it is whole: what was cut short is never taken for built.
  const half = `${home}.building`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { recursive: true })
  const env = { ...process.env, GOBIN: half }
  const { exitCode, output } = await runCommand({ command: go, args: ['install', module], env }, signal)
  if (exitCode !== 0) {
    const why = output.trim().split('\n').slice(-3).join(' / ')
    throw new LocalStoreFailed(`Go could not build versitygw ${version}: ${why}`, wayOutOfBuild)
  }
  await rename(half, home)
  return binary
}

const wayOutOfBuild = 'Read the message above; where the network is missing, GOPROXY names a proxy that can be reached.'
