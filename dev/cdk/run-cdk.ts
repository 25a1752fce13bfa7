import { join } from 'node:path'
import { localEnvironment } from '../cloud/local-environment.ts'
import { DeployFailed } from '../failures/deploy-failed.ts'
import { runCommand } from '../processes/run-command.ts'

const root = join(import.meta.dirname, '../..')
const cli = join(root, 'node_modules/aws-cdk/bin/cdk')

export interface CdkRun {
  readonly args: readonly string[]
  readonly endpointUrl: string
  /** Where the assembly is written: a folder of its own, for runs at the same time. */
  readonly outputFolder: string
}

/**
 * Runs the CDK CLI against a local cloud and returns what it wrote.
 *
 * @throws DeployFailed when the CLI ends with an error
 */
export async function runCdk({ args, endpointUrl, outputFolder }: CdkRun, signal: AbortSignal): Promise<string> {
  const env = { ...localEnvironment(endpointUrl), CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1' }
  const all = [cli, ...args, '--output', outputFolder, '--no-notices']
  const { exitCode, output } = await runCommand({ command: process.execPath, args: all, cwd: root, env }, signal)
  if (exitCode !== 0) throw new DeployFailed(args.join(' '), output)
  return output
}
