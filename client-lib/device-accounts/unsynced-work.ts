/** What would go with this device: the cloud does not have it. */
export interface Unsynced {
  readonly projects: readonly { readonly id: string; readonly name: string }[]
  readonly files: readonly { readonly projectId: string; readonly assetId: string; readonly fileName: string }[]
}

/** Nothing was removed, for the cloud does not have all of it. */
export class UnsyncedWork extends Error {
  override readonly name = 'UnsyncedWork'
  readonly unsynced: Unsynced

  constructor(unsynced: Unsynced) {
    const { projects, files } = unsynced
    super(`Not in the cloud yet: projects ${projects.length}, files ${files.length}.`)
    this.unsynced = unsynced
  }
}
