import { StartFailure } from './start-failure.ts'

/** The command line holds what nothing here knows. */
export class UnknownOption extends StartFailure<'unknown-option'> {
  override readonly name = 'UnknownOption'

  /** @param reason in a sentence */
  constructor(reason: string, options?: ErrorOptions) {
    super(
      'unknown-option',
      reason,
      'Write it as below; options come after a `--` of their own, which npm takes for itself.',
      options,
    )
  }
}
