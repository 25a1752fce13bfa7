/** A row was written by a newer release than this one, which cannot know what it means. */
export class RowTooNew extends Error {
  override readonly name = 'RowTooNew'
  readonly version: number
  readonly newestKnown: number

  constructor(version: number, newestKnown: number) {
    super(`A row is of version ${version}; this release reads rows up to version ${newestKnown}.`)
    this.version = version
    this.newestKnown = newestKnown
  }
}
