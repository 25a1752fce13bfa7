import { StartFailure } from './start-failure.ts'

/** No LocalStack to test on. */
export class NoLocalStack extends StartFailure<'no-localstack'> {
  override readonly name = 'NoLocalStack'

  /** @param output what Docker wrote, where it was there and failed */
  constructor(output?: string) {
    super(
      'no-localstack',
      output === undefined
        ? 'There is no LocalStack to test on: Docker does not answer and LOCALSTACK_ENDPOINT is not set.'
        : `Docker could not start LocalStack: ${output.trim().split('\n').slice(-5).join(' / ')}`,
      'Start Docker, or set LOCALSTACK_ENDPOINT to the address of a LocalStack that runs.',
    )
  }
}
