const sentences = {
  'conflict-open': 'has an open conflict. Answer it first, by conflicts.resolve.',
  'app-store-refused': "cannot reach the cloud first, and the app's store keeps its copy: remove that.",
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
