import { askedPort } from '../processes/asked-port.ts'
import { freePort } from '../processes/free-port.ts'
import { type CloudChoice, chooseCloud } from './choose-cloud.ts'
import { connectToCloud } from './connect-to-cloud.ts'
import { forgetStreamPlaces } from './forget-stream-places.ts'
import type { LocalCloud } from './local-cloud.ts'
import { ministackVenv } from './ministack-venv.ts'
import { startMinistack } from './start-ministack.ts'
import { startMinistackImage } from './start-ministack-image.ts'

export interface OpenCloudOptions {
  readonly folder: string
  readonly keepsState: boolean
  /** The port of the last start: taken again when it is free. */
  readonly lastPort?: number
}

/**
 * The local cloud: the one that `AWS_ENDPOINT_URL` names, else ministack by Python, else its image by Docker.
 *
 * @throws NoLocalCloud, InstallFailed, CloudFailed, CloudUnreachable, NoPort or PortTaken
 */
export async function openLocalCloud(
  options: OpenCloudOptions,
  signal: AbortSignal,
  say: (detail: string) => void,
): Promise<LocalCloud> {
  const choice = await chooseCloud(signal)
  if (choice.kind === 'named') return await connectToCloud(choice.endpointUrl, signal)
  const port = (await askedPort('REELSYNC_CLOUD_PORT')) ?? (await freePort(options.lastPort))
  say(`${choice.kind === 'python' ? 'ministack' : 'ministack by Docker'} on port ${port}`)
  return await start(choice, port, options, signal, say)
}

async function start(
  choice: Exclude<CloudChoice, { kind: 'named' }>,
  port: number,
  { folder, keepsState }: OpenCloudOptions,
  signal: AbortSignal,
  say: (detail: string) => void,
): Promise<LocalCloud> {
  if (keepsState) await forgetStreamPlaces(folder)
  if (choice.kind === 'docker') return await startMinistackImage({ port, folder, keepsState }, signal)
  const python = await ministackVenv(signal, say)
  return await startMinistack({ python, port, folder, keepsState }, signal)
}
