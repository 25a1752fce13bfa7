import type { ProjectVersion } from 'reelsync'
import { noticeOf } from '../notices/notice-list-state.ts'
import { noticeText } from '../notices/notice-text.ts'

const kinds = {
  saved: 'Saved',
  deletion: 'Deleted',
  'conflict-side': 'Lost a conflict',
  named: 'Named',
} as const satisfies Record<ProjectVersion['kind'], string>

export interface VersionWords {
  readonly title: string
  readonly kind: string
  /** Where, and where the title does not say it when. */
  readonly origin: string
}

/** What a row of the history says. */
export function versionWords(version: ProjectVersion): VersionWords {
  // By the second: an editor saves often.
  const moment = new Date(version.madeAtMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
  const device = version.deviceName || 'A device without a name'
  const kind = kinds[version.kind]
  return version.kind === 'named'
    ? { title: version.label, kind, origin: `${moment} · ${device}` }
    : { title: moment, kind, origin: `${device} · “${version.name}”` }
}

/** Why the history shows nothing, and whether to ask again may help. */
export function historyTrouble(error: unknown): string {
  const { code } = noticeOf(error, 'unknown')
  switch (code) {
    case 'NetworkFailed':
      return 'The history is kept in the cloud, which cannot be reached right now. Your work is safe on this device.'
    case 'project-not-found':
      return 'The cloud does not have this project, so there is no history of it. It begins with the first version that gets there.'
    default:
      return noticeText(code).sentence
  }
}
