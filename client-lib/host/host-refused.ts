/** The app's store did not take the cloud's version: something is saved there that the sync has not seen. */
export class HostRefused extends Error {
  override readonly name = 'HostRefused'
  readonly projectId: string

  constructor(projectId: string) {
    super(`The app's store did not take the version from the cloud of project ${projectId}.`)
    this.projectId = projectId
  }
}
