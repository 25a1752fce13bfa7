/** Stands in for the SDK's event streams, 15 KB that only operations with streamed events use, such as S3 Select. */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config

export const eventStreamSerdeProvider = (): never => refuse()

export class EventStreamSerde {
  constructor() {
    refuse()
  }
}

function refuse(): never {
  throw new Error('Event streams are left out of this bundle.')
}
