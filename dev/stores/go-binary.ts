import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LocalStoreFailed } from '../failures/local-store-failed.ts'
import { pause } from '../processes/pause.ts'
import { runCommand } from '../processes/run-command.ts'
import { takeFileLock } from '../state/file-lock.ts'
import { reelsyncFolder } from '../state/reelsync-folder.ts'

/** A program that `go install` builds, pinned. */
export interface GoProgram {
  readonly name: string
  readonly version: string
  /** What is installed, without the version. */
  readonly module: string
}

/** The program, where it is built already. */
export async function builtGoBinary(program: GoProgram): Promise<string | undefined> {
  const binary = binaryOf(program)
  const exists = await stat(binary).then(
    () => true,
    () => false,
  )
  return exists ? binary : undefined
}

/**
 * The program, built first where it is not: once. Two runs at once build it once.
 *
 * @param go the command that runs Go
 * @param say is told what is going on
 * @throws LocalStoreFailed when Go cannot build it
 */
export async function goBinary(
  program: GoProgram,
  go: string,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<string> {
  for (;;) {
    const built = await builtGoBinary(program)
    if (built !== undefined) return built
    const lock = await takeFileLock(`${homeOf(program)}.lock`)
    if ('release' in lock) {
      try {
        return (await builtGoBinary(program)) ?? (await build(program, go, signal, say))
      } finally {
        await lock.release()
      }
    }
    await pause(500, signal)
  }
}

const homeOf = ({ name, version }: GoProgram) => join(reelsyncFolder, `${name}-${version}`)

/** Named after the folder that is installed. */
function binaryOf(program: GoProgram): string {
  const name = program.module.split('/').at(-1) ?? program.name
  return join(homeOf(program), process.platform === 'win32' ? `${name}.exe` : name)
}

async function build(program: GoProgram, go: string, signal: AbortSignal, say: (text: string) => void) {
  const { name, version, module } = program
  say(`Building ${name} ${version}, once; it takes some minutes.`)
  // Moved to its place when it is whole: what was cut short is never taken for built.
  const half = `${homeOf(program)}.building`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { recursive: true })
  const env = { ...process.env, GOBIN: half }
  const args = ['install', `${module}@${version}`]
  const { exitCode, output } = await runCommand({ command: go, args, env }, signal)
  if (exitCode !== 0) {
    const why = output.trim().split('\n').slice(-3).join(' / ')
    throw new LocalStoreFailed(`Go could not build ${name} ${version}: ${why}`, wayOutOfBuild)
  }
  await rename(half, homeOf(program))
  return binaryOf(program)
}

const wayOutOfBuild = 'Read the message above; where the network is missing, GOPROXY names a proxy that can be reached.'
