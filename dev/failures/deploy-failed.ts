import { StartFailure } from './start-failure.ts'

/** The CDK CLI could not bootstrap or deploy. */
export class DeployFailed extends StartFailure<'deploy-failed'> {
  override readonly name = 'DeployFailed'
  readonly output: string

  /** @param command the CLI's arguments; @param output what it wrote */
  constructor(command: string, output: string) {
    super(
      'deploy-failed',
      `cdk ${command} failed:\n${output.trim().split('\n').slice(-25).join('\n')}`,
      'Mend what the message names and start again; if the local state is at fault, `npm run dev -- --fresh` starts anew.',
    )
    this.output = output
  }
}
