import { expect, test } from 'vitest'
import { followUp } from '../../../client-lib/queue/follow-up-steps.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'

test('[CF5] what a large side was sent as is kept with that side, and with no other that waits to be told', () => {
  const [one, other] = ['one', 'other'].map((hash) => ({ hash, mutationId: `of-${hash}`, version: 1 }))
  if (!one || !other) return expect.unreachable()
  const lane = { ...newLane('film'), losing: [one, other] }
  const sent = { kind: 'side-sent', mutationId: 'of-one', snapshotId: 's1' } as const
  const outcome = followUp({ lane, conflict: undefined }, sent)
  expect(outcome.lane.losing).toEqual([{ ...one, snapshotId: 's1' }, other])
})
