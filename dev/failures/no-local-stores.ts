import { StartFailure } from './start-failure.ts'

/** This machine cannot run the stores that the adapters are tested on. */
export class NoLocalStores extends StartFailure<'no-local-stores'> {
  override readonly name = 'NoLocalStores'

  /** @param missing what it lacks, by name */
  constructor(missing: readonly string[]) {
    const both = missing.join(' and ')
    super('no-local-stores', `DynamoDB Local and versitygw need ${both}, not found here.`, `Install ${both}.`)
  }
}
