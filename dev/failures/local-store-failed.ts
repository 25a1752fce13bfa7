import { StartFailure } from './start-failure.ts'

/** A store for the tests could not be built, or did not start. */
export class LocalStoreFailed extends StartFailure<'local-store-failed'> {
  override readonly name = 'LocalStoreFailed'

  /** @param what happened, in a sentence */
  constructor(what: string, wayOut: string) {
    super('local-store-failed', what, wayOut)
  }
}
