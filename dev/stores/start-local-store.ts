import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import { localEnvironment } from '../cloud/local-environment.ts'
import { waitUntilUp } from '../cloud/wait-until-up.ts'
import { LocalStoreFailed } from '../failures/local-store-failed.ts'
import { startTethered } from '../processes/tethered-process.ts'
import type { LocalStore } from './local-store.ts'

const upWithinMs = 60_000

export interface LocalStoreCommand {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly cwd: string
  readonly logFile: string
  readonly port: number
  /** Where it is asked whether it is up. */
  readonly path: string
  /** The status of its answer when it is. */
  readonly upStatus: number
}

/**
 * Starts a store and waits until it answers.
 *
 * @throws LocalStoreFailed when it ends, or does not answer within a minute
 */
export async function startLocalStore(store: LocalStoreCommand, signal: AbortSignal): Promise<LocalStore> {
  await mkdir(dirname(store.logFile), { recursive: true })
  await rm(store.logFile, { force: true })
  const log = createWriteStream(store.logFile)
  const { command, args, cwd } = store
  const env = { ...localEnvironment(), ...store.env }
  const running = startTethered({ command, args, cwd, env, onOutput: (text) => log.write(text) })
  const close = async () => {
    await running.close()
    log.end()
    await finished(log)
  }
  const endpointUrl = `http://127.0.0.1:${store.port}`
  try {
    const isUp = (reply: Response) => reply.status === store.upStatus
    if (await waitUntilUp(`${endpointUrl}${store.path}`, running.ended, upWithinMs, signal, isUp)) {
      return { endpointUrl, close }
    }
    throw new LocalStoreFailed(`${store.name} did not start.`, `Read ${store.logFile}.`)
  } catch (error) {
    await close()
    throw error
  }
}
