import { expect, test } from 'vitest'
import { conflictWords } from '../../../example/sync/conflict-words.ts'
import { edit } from '../client/memory-host.ts'

const side = { project: edit('{}'), savedAtMs: 0, deviceName: 'studio' }
const open = { conflictId: 'k', projectId: 'film', local: side, sinceMs: 0 }

test('[CF11] the editor asks in other words about a project that was deleted on another device', () => {
  const edited = conflictWords({ ...open, remote: { kind: 'edited', version: 2, ...side } })
  const deleted = conflictWords({ ...open, remote: { kind: 'deleted', version: 2, deletedAtMs: 0 } })
  expect([edited.heading, edited.remote]).toEqual(['Two versions of “Film”', 'Take the cloud’s'])
  expect([deleted.heading, deleted.remote]).toEqual(['“Film” was deleted on another device', 'Delete it here too'])
  expect(deleted.deletion).toMatch(/^Deleted, /)
})
