import { StartFailure } from './start-failure.ts'

/** The command line holds what nothing here knows. */
export class UnknownOption extends StartFailure<'unknown-option'> {
  override readonly name = 'UnknownOption'

  /** @param cause as Node told it, in a sentence */
  constructor(cause: Error) {
    super(
      'unknown-option',
      cause.message,
      'Write `npm run dev -- [--target ministack|localstack] [--fresh]`, with the `--` that npm takes for itself.',
      { cause },
    )
  }
}
