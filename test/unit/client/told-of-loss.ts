import { expect } from 'vitest'

/** How the status shows a project whose newest edit cannot be read any more. */
export const told = {
  durability: 'unsaved',
  lost: 1,
  activity: { kind: 'blocked', code: 'content-lost', detail: expect.stringContaining('save it again') },
}
