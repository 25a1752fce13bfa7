const sentences = {
  'conflict-open': 'has a conflict that nobody has answered. Answer it first, by conflicts.resolve.',
  'app-store-refused':
    "cannot reach the cloud before it is deleted, and the app's store keeps its copy: remove that first.",
}

/** A project was not deleted, and is as it was. */
export class DeletionRefused extends Error {
  override readonly name = 'DeletionRefused'
  readonly projectId: string
  readonly code: keyof typeof sentences

  constructor(projectId: string, code: keyof typeof sentences) {
    super(`Project ${projectId} ${sentences[code]}`)
    this.projectId = projectId
    this.code = code
  }
}
