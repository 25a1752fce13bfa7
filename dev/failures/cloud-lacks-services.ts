import { StartFailure } from './start-failure.ts'

/** The named cloud is LocalStack, whose free edition has neither HTTP APIs nor user pools. */
export class CloudLacksServices extends StartFailure<'cloud-lacks-services'> {
  override readonly name = 'CloudLacksServices'

  constructor(endpointUrl: string) {
    super(
      'cloud-lacks-services',
      `${endpointUrl} is LocalStack, whose free edition has no HTTP API and no user pool to sign in with.`,
      'Unset AWS_ENDPOINT_URL to have ministack started for you; LocalStack runs with `npm run dev -- --target localstack`, its tests with `npm run test:localstack`.',
    )
  }
}
