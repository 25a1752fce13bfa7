import type { OpenConflict } from 'reelsync'

export interface ConflictWords {
  readonly label: string
  readonly heading: string
  readonly question: string
  readonly local: string
  readonly remote: string
  readonly both: string
  readonly merge: string
  /** What is shown in the place of the cloud's side, where there is none. */
  readonly deletion: string
}

/** What a conflict asks, and what each answer does, in the user's words. */
export function conflictWords({ local, remote }: OpenConflict): ConflictWords {
  const { name } = local.project
  const merge = 'Merge the two'
  if (remote.kind === 'deleted') {
    return {
      label: 'This project was deleted on another device',
      heading: `“${name}” was deleted on another device`,
      question: 'You have edited it here since. If you delete it, your edit stays in its history for a while.',
      local: 'Keep it',
      remote: 'Delete it here too',
      both: 'Keep it as a new project',
      merge,
      deletion: `Deleted, ${momentWords(remote.deletedAtMs)}`,
    }
  }
  return {
    label: 'Two versions of this project',
    heading: `Two versions of “${name}”`,
    question:
      'It was changed here and on another device. Choose which one to go on with: the other stays in its history.',
    local: 'Keep this device’s',
    remote: 'Take the cloud’s',
    both: 'Keep both, as two projects',
    merge,
    deletion: '',
  }
}

export function momentWords(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}
