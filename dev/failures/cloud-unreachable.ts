import { StartFailure } from './start-failure.ts'

/** `AWS_ENDPOINT_URL` names a cloud that does not answer. */
export class CloudUnreachable extends StartFailure<'cloud-unreachable'> {
  override readonly name = 'CloudUnreachable'

  constructor(endpointUrl: string, cause: unknown) {
    super(
      'cloud-unreachable',
      `AWS_ENDPOINT_URL names ${endpointUrl}, and nothing answers there.`,
      'Start that cloud, or unset AWS_ENDPOINT_URL to have one started for you.',
      { cause },
    )
  }
}
