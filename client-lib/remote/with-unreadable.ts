import type { ProjectTrouble } from '../host/save-ledger.ts'

const unreadable: ProjectTrouble = {
  kind: 'blocked',
  code: 'document-unreadable',
  detail: 'The cloud has a version of this project that cannot be read. It is asked for again once it changes.',
}

/** The troubles of single projects, and beside them those whose version in the cloud no device can read. */
export function withUnreadable(
  troubles: ReadonlyMap<string, ProjectTrouble>,
  projectIds: Iterable<string>,
): ReadonlyMap<string, ProjectTrouble> {
  return new Map([...[...projectIds].map((id) => [id, unreadable] as const), ...troubles])
}
