/** Another tab has taken the lead since: what this one was about to write as the leader is not written. */
export class Deposed extends Error {
  override readonly name = 'Deposed'

  constructor() {
    super('Another tab leads now.')
  }
}
