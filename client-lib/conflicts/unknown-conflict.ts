/** No such conflict is open: it was answered already, perhaps in another tab, or has to be asked about anew. */
export class UnknownConflict extends Error {
  override readonly name = 'UnknownConflict'
  readonly conflictId: string

  constructor(conflictId: string) {
    super(`No conflict ${conflictId} is open.`)
    this.conflictId = conflictId
  }
}
