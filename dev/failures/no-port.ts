import { StartFailure } from './start-failure.ts'

/** What was asked for as a port is none. */
export class NoPort extends StartFailure<'no-port'> {
  override readonly name = 'NoPort'

  constructor(asked: string, variable: string) {
    super(
      'no-port',
      `${variable} is "${asked}", which is no port.`,
      `Set ${variable} to a number from 1 to 65535, or leave it out to get a free one.`,
    )
  }
}
