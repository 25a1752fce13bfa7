import type { HostStore, ProjectEdit } from '../../../client-lib/host/host-store.ts'

/** An app's own store, as durable as the test lets it live. */
export class MemoryHost implements HostStore {
  readonly projects = new Map<string, ProjectEdit>()
  /** Thrown by the next saves, while set. */
  refusal: Error | undefined

  readonly list = async () => [...this.projects.keys()]
  readonly load = async (projectId: string) => this.projects.get(projectId)
  apply = async (remote: ProjectEdit, expected: ProjectEdit | undefined) => {
    if (JSON.stringify(this.projects.get(remote.id)) !== JSON.stringify(expected)) return false
    this.projects.set(remote.id, remote)
    return true
  }

  /** A host that has a word for deletions takes this for its `remove`. */
  readonly letGo = async (projectId: string, expected: ProjectEdit) => {
    if (JSON.stringify(this.projects.get(projectId)) !== JSON.stringify(expected)) return false
    return this.projects.delete(projectId)
  }
  remove?: NonNullable<HostStore['remove']>

  readonly save = async (edit: ProjectEdit) => {
    if (this.refusal) throw this.refusal
    this.projects.set(edit.id, edit)
    return `saved ${edit.document}`
  }
}

/** A project as apps make them. */
export function edit(document: string, more: Partial<ProjectEdit> = {}): ProjectEdit {
  return { id: 'film', name: 'Film', document, assetIds: [], ...more }
}
