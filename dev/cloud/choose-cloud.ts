import { NoLocalCloud } from '../failures/no-local-cloud.ts'
import { runCommand } from '../processes/run-command.ts'
import { findPython } from './find-python.ts'
import { installedMinistack } from './ministack-venv.ts'

export type CloudChoice =
  | { readonly kind: 'named'; readonly endpointUrl: string }
  | { readonly kind: 'python' }
  | { readonly kind: 'docker' }

/**
 * Which local cloud this machine can have.
 *
 * @throws NoLocalCloud when it can have none
 */
export async function chooseCloud(signal: AbortSignal): Promise<CloudChoice> {
  const named = process.env.AWS_ENDPOINT_URL
  if (named) return { kind: 'named', endpointUrl: named.replace(/\/+$/, '') }
  if ((await installedMinistack(signal)) !== undefined) return { kind: 'python' }
  const python = await findPython(signal)
  if (python.found) return { kind: 'python' }
  if (await isDockerRunning(signal)) return { kind: 'docker' }
  throw new NoLocalCloud([...python.looked, 'docker does not answer'])
}

/** Whether a Docker engine answers; the client alone starts nothing. */
export async function isDockerRunning(signal: AbortSignal): Promise<boolean> {
  const { exitCode } = await runCommand(
    { command: 'docker', args: ['version', '--format', '{{.Server.Version}}'] },
    signal,
  )
  return exitCode === 0
}
