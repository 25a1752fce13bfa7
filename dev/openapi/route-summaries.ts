import type { RouteName } from '#contract/routes.ts'

/** What each route does, in a line; a route without one fails the compile. */
export const routeSummaries: Readonly<Record<RouteName, string>> = {
  getUsage: 'What the caller has of bytes, projects and open uploads, and how much of each they may have',
  listProjects: "The caller's projects, or with `since` what changed among them, tombstones included",
  getProject: 'One project: its document, its version and the state of each asset it lists',
  putProject: 'Write a project on top of the version it was made on',
  deleteProject: 'Delete a project; a write on the tombstone undoes it',
  presignSnapshot: 'An address to send a large document to, before the write that names it',
  listVersions: "A project's history, newest first, without documents; of a deleted project too",
  getVersion: 'One version of the history, whole',
  keepVersion: 'Keep a side of a conflict or a named version, without putting it in force; safe to repeat',
  eraseAccount: 'Take everything of the caller’s that is there now out of reach, for good; safe to repeat',
  listMedia: 'Every asset of a project, stored or still uploading',
  presignMedia: 'Start or continue an upload, or learn that the account has these bytes',
  completeMedia: 'Finish an upload; safe to repeat',
  removeMedia: 'Cancel an upload, or say that a stored asset is in use no more: what the project lists stays',
  downloadMedia: 'An address to download one asset from',
}
