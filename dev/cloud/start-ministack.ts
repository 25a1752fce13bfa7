import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { CloudFailed } from '../failures/cloud-failed.ts'
import { startTethered } from '../processes/tethered-process.ts'
import type { LocalCloud } from './local-cloud.ts'
import { localEnvironment } from './local-environment.ts'
import { localRegion } from './region.ts'
import { waitUntilUp } from './wait-until-up.ts'

const upWithinMs = 60_000

export interface MinistackOptions {
  /** The interpreter of the virtual environment that holds it. */
  readonly python: string
  readonly port: number
  /** Holds its state, its log and its temporary files. */
  readonly folder: string
  /** Whether what was made is there at the next start. */
  readonly keepsState: boolean
}

/**
 * Starts ministack on 127.0.0.1 and waits until it answers.
 *
 * @throws CloudFailed when it ends, or does not answer within a minute
 */
export async function startMinistack(options: MinistackOptions, signal: AbortSignal): Promise<LocalCloud> {
  await makeTemporaryFolder(join(options.folder, 'tmp'))
  const logFile = join(options.folder, 'ministack.log')
  const log = createWriteStream(logFile)
  const running = startTethered({
    command: options.python,
    args: ['-m', 'ministack'],
    cwd: options.folder,
    env: { ...localEnvironment(), ...ministackEnvironment(options) },
    onOutput: (text) => log.write(text),
  })
  const close = async () => {
    await running.close()
    log.end()
    await finished(log)
  }
  const endpointUrl = `http://127.0.0.1:${options.port}`
  try {
    const isUp = await waitUntilUp(`${endpointUrl}/_ministack/health`, running.ended, upWithinMs, signal)
    if (!isUp) throw new CloudFailed('The local cloud ministack did not start.', logFile)
  } catch (error) {
    await close()
    throw error
  }
  return { name: 'ministack', endpointUrl, region: localRegion, ended: running.ended, close }
}

/** The function worker it writes there is CommonJS, and would take the module type of the package around it. */
async function makeTemporaryFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n')
}

function ministackEnvironment({ port, folder, keepsState }: MinistackOptions): NodeJS.ProcessEnv {
  return {
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    // Else it opens port 8883 as well.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    TMPDIR: join(folder, 'tmp'),
    PERSIST_STATE: keepsState ? '1' : '0',
    STATE_DIR: join(folder, 'state'),
    S3_PERSIST: keepsState ? '1' : '0',
    S3_DATA_DIR: join(folder, 'objects'),
    LOG_LEVEL: 'INFO',
  }
}
