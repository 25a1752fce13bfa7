/** One project as the app saves it: the document is opaque to the sync. */
export interface ProjectEdit {
  /** 1 to 64 characters of `A-Z a-z 0-9 _ -`, made by the app. */
  readonly id: string
  /** 1 to 200 UTF-16 code units. */
  readonly name: string
  /** At most 64 MiB as it is sent, which is gzip; larger, it is kept on the device and `blocked` as `document-too-large`. */
  readonly document: string
  /** Every asset the document refers to; at most 20,000. */
  readonly assetIds: readonly string[]
}

/**
 * The app's own store, as far as the sync must see it. It holds one account's projects, for whatever it lists goes to the
 * cloud of the account that the sync is for: an app that lets users sign in by turns has a store for each. Let it commit
 * durably (IndexedDB: `durability: 'strict'`), and give back what it was given, to the letter: what it loses in a power
 * loss, or writes otherwise, passes for an edit that was made there, and what the sync holds is kept beside it, as
 * overlaid. What it throws, or does not answer within 30 s, or sooner where it leaves others unanswered, is told in the
 * status, and it is asked again; where the app has asked, the promise rejects with `HostFailed`.
 */
export interface HostStore {
  /** Ids of all projects of the account that are saved on this device. */
  list(): Promise<readonly string[]>
  load(projectId: string): Promise<ProjectEdit | undefined>
  /**
   * Replaces the local copy by one from the cloud, in one transaction with the check that what is stored
   * still equals `expected` (undefined: that nothing is stored). Answers false, and changes nothing, where it does not,
   * and where an open editor holds edits of the project that are not saved yet: saved later over what was applied,
   * they would pass for edits of it.
   */
  apply(remote: ProjectEdit, expected: ProjectEdit | undefined): Promise<boolean>
  /**
   * Lets go of the local copy of a project that was deleted on another device, with the check of `apply`: answers false,
   * and changes nothing, where what is stored is not `expected`, or an open editor holds the project.
   * Without it the copy stays, and is told of as on this device alone.
   */
  remove?(projectId: string, expected: ProjectEdit): Promise<boolean>
}
