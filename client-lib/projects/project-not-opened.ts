const sentences = {
  'being-deleted': 'is being deleted. Save it to have it back.',
  'not-kept': 'is in the local store no more, though it was taken there. See `HostStore.apply` and `load`.',
}

/** A project is neither here nor to be fetched from the cloud. Nothing has changed. */
export class ProjectNotOpened extends Error {
  override readonly name = 'ProjectNotOpened'
  readonly projectId: string
  readonly code: keyof typeof sentences

  constructor(projectId: string, code: keyof typeof sentences) {
    super(`Project ${projectId} ${sentences[code]}`)
    this.projectId = projectId
    this.code = code
  }
}
