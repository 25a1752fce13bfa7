import { StartFailure } from './start-failure.ts'

/** There is no LocalStack on this machine. */
export class NoLocalStack extends StartFailure<'no-localstack'> {
  override readonly name = 'NoLocalStack'

  /** @param output what Docker wrote, where it was there and failed */
  constructor(output?: string) {
    super(
      'no-localstack',
      output === undefined
        ? 'There is no LocalStack: Docker does not answer and LOCALSTACK_ENDPOINT is not set.'
        : `Docker could not start LocalStack: ${output.trim().split('\n').slice(-5).join(' / ')}`,
      'Start Docker, or set LOCALSTACK_ENDPOINT to the address of a LocalStack that runs.',
    )
  }
}
