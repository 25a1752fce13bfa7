import { StartFailure } from './start-failure.ts'

/** A cloud was named that does not answer. */
export class CloudUnreachable extends StartFailure<'cloud-unreachable'> {
  override readonly name = 'CloudUnreachable'

  /** @param variable the environment variable that names it */
  constructor(endpointUrl: string, variable: string, options?: ErrorOptions) {
    super(
      'cloud-unreachable',
      `${variable} names ${endpointUrl}, and nothing answers there.`,
      `Start that cloud, or unset ${variable} to have one started for you.`,
      options,
    )
  }
}
