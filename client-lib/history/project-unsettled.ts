/** What this device shows of a project is not what the cloud has in force: to name that would name something else. */
export class ProjectUnsettled extends Error {
  override readonly name = 'ProjectUnsettled'
  readonly projectId: string

  constructor(projectId: string) {
    super(
      `Project ${projectId} is not in the cloud as this device shows it. Wait until its status says in-the-cloud, or name a version of its history.`,
    )
    this.projectId = projectId
  }
}
