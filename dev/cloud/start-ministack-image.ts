import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { CloudFailed } from '../failures/cloud-failed.ts'
import { startTethered } from '../processes/tethered-process.ts'
import type { LocalCloud } from './local-cloud.ts'
import { ministackVersion } from './ministack-version.ts'
import { localRegion } from './region.ts'
import { waitUntilUp } from './wait-until-up.ts'

/** The image may have to be fetched first. */
const upWithinMs = 10 * 60_000

export interface ImageOptions {
  readonly port: number
  readonly folder: string
  readonly keepsState: boolean
}

/**
 * Runs ministack's image, where there is Docker and no Python. The port is the same inside and outside,
 * so that the URLs it signs inside are right outside.
 *
 * @throws CloudFailed when the container ends or does not answer
 */
export async function startMinistackImage(
  { port, folder, keepsState }: ImageOptions,
  signal: AbortSignal,
): Promise<LocalCloud> {
  await mkdir(folder, { recursive: true })
  const logFile = join(folder, 'ministack.log')
  const log = createWriteStream(logFile)
  const persist = keepsState ? '1' : '0'
  const settings = {
    GATEWAY_PORT: port,
    IOT_MTLS_ENABLED: 0,
    PERSIST_STATE: persist,
    STATE_DIR: '/reelsync/state',
    S3_PERSIST: persist,
    S3_DATA_DIR: '/reelsync/objects',
  }
  const running = startTethered({
    command: 'docker',
    args: [
      'run',
      '--rm',
      // The client passes the signal that ends it on to the container.
      '--sig-proxy=true',
      ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...['--volume', `${folder}:/reelsync`],
      ...['--publish', `127.0.0.1:${port}:${port}`],
      `ministackorg/ministack:${ministackVersion}`,
    ],
    onOutput: (text) => log.write(text),
  })
  const close = async () => {
    await running.close()
    log.end()
    await finished(log)
  }
  const endpointUrl = `http://127.0.0.1:${port}`
  try {
    const isUp = await waitUntilUp(`${endpointUrl}/_ministack/health`, running.ended, upWithinMs, signal)
    if (!isUp) throw new CloudFailed(`The container of ministack ${ministackVersion} did not start.`, logFile)
  } catch (error) {
    await close()
    throw error
  }
  return { name: 'ministack by Docker', endpointUrl, region: localRegion, ended: running.ended, close }
}
