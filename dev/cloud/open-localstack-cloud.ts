import { join } from 'node:path'
import { CloudUnreachable } from '../failures/cloud-unreachable.ts'
import { NoLocalStack } from '../failures/no-localstack.ts'
import { runCommand } from '../processes/run-command.ts'
import { isDockerRunning } from './choose-cloud.ts'
import type { LocalCloud } from './local-cloud.ts'
import { localStackAt } from './localstack-at.ts'
import { answers } from './wait-until-up.ts'

const root = join(import.meta.dirname, '../..')
const composed = 'http://127.0.0.1:4566'

export interface LocalStackCloud {
  readonly cloud: LocalCloud
  /** How its functions reach this machine. */
  readonly machine: { readonly bind: string; readonly host: string }
}

/**
 * LocalStack: the one that `LOCALSTACK_ENDPOINT` names, else the compose file's, by Docker.
 *
 * @throws NoLocalStack when there is neither; CloudUnreachable when the named one does not answer
 */
export async function openLocalStackCloud(signal: AbortSignal): Promise<LocalStackCloud> {
  const named = process.env.LOCALSTACK_ENDPOINT
  if (named) return await connect(named.replace(/\/+$/, ''), signal)
  if (!(await isDockerRunning(signal))) throw new NoLocalStack()
  return await compose(signal)
}

async function connect(endpointUrl: string, signal: AbortSignal): Promise<LocalStackCloud> {
  if (!(await answers(`${endpointUrl}/_localstack/health`, signal))) {
    throw new CloudUnreachable(endpointUrl, 'LOCALSTACK_ENDPOINT')
  }
  return { cloud: localStackAt(endpointUrl, async () => undefined), machine: { bind: '127.0.0.1', host: '127.0.0.1' } }
}

async function compose(signal: AbortSignal): Promise<LocalStackCloud> {
  const docker = async (...args: string[]) => {
    const command = { command: 'docker', args: ['compose', '--file', 'localstack-compose.yml', ...args], cwd: root }
    const { exitCode, output } = await runCommand(command, signal)
    if (exitCode !== 0) throw new NoLocalStack(output)
  }
  await docker('up', '--detach', '--wait')
  const close = async () => docker('down', '--volumes')
  return { cloud: localStackAt(composed, close), machine: { bind: '0.0.0.0', host: 'host.docker.internal' } }
}
