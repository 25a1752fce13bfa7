/** An edit that no server would take: a wrong id, an empty name, more assets than a project may list; or a file whose id is wrong. */
export class InvalidEdit extends Error {
  override readonly name = 'InvalidEdit'

  constructor(issues: string) {
    super(`The project cannot be synced as it is:\n${issues}`)
  }
}
