/** Another run goes on with the work: this one must not. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'

  constructor(options: ErrorOptions = {}) {
    super('Another run of housekeeping has taken over.', options)
  }
}
