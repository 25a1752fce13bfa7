import { expect, test } from 'vitest'
import type { OpenConflictRow } from '../../../client-lib/conflicts/conflict-row.ts'
import type { OpenConflict } from '../../../client-lib/conflicts/conflicts-api.ts'
import { createProposals } from '../../../client-lib/conflicts/proposals.ts'
import { encodeEdit } from '../../../client-lib/documents/encode-edit.ts'
import { laneChanges } from '../../../client-lib/queue/lane-changes.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { edit } from '../client/memory-host.ts'

const row: OpenConflictRow = {
  ...{ schemaVersion: 1, state: 'open', conflictId: 'k', projectId: 'film', sinceMs: 1 },
  local: { hash: 'mine', savedAtMs: 1 },
  remote: { kind: 'edited', hash: 'theirs', version: 2, savedAtMs: 1, deviceName: '' },
}
const shown: OpenConflict = {
  ...{ conflictId: 'k', projectId: 'film', sinceMs: 1 },
  local: { project: edit('mine'), savedAtMs: 1, deviceName: '' },
  remote: { kind: 'edited', project: edit('theirs'), version: 2, savedAtMs: 1, deviceName: '' },
}

test('[CF7] a proposal is made once for a question as it stands', async () => {
  const { hash, content } = await encodeEdit(edit('base'))
  const lane = { ...newLane('film'), acknowledged: { version: 1, hash } }
  const view = { lane, conflict: row }
  const store = new MemoryLocalStore()
  const changes = laneChanges(
    { lane: newLane('film'), conflict: undefined },
    { ...view, effects: [] },
    new Map([[hash, content]]),
  )
  await store.transact([], () => ({ changes, result: undefined }))
  let made = 0
  const propose = () => {
    made += 1
    return edit(`merged ${made}`)
  }
  const proposals = createProposals({
    store,
    book: { view: () => view } as never,
    merge: { propose, appliesByItself: false },
  })
  await proposals.of(row, shown)
  expect(await proposals.of(row, shown)).toEqual(edit('merged 1'))
  expect(await proposals.of({ ...row, local: { hash: 'saved since', savedAtMs: 2 } }, shown)).toEqual(edit('merged 2'))
})
