/** The run ends before this could be begun; the next pass does it. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime'

  constructor() {
    super('The run has no time left.')
  }
}
