import { expect, test } from 'vitest'
import type { ConflictDesk } from '../../../client-lib/conflicts/conflict-desk.ts'
import type { OpenConflictRow } from '../../../client-lib/conflicts/conflict-row.ts'
import type { OpenConflict } from '../../../client-lib/conflicts/conflicts-api.ts'
import { createConflictsApi } from '../../../client-lib/conflicts/create-conflicts-api.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'

const row: OpenConflictRow = {
  ...{ schemaVersion: 1, state: 'open', conflictId: 'k', projectId: 'film', sinceMs: 1 },
  local: { hash: 'mine', savedAtMs: 1 },
  remote: { kind: 'deleted', version: 2, deletedAtMs: 1 },
}

/** A board over what is open, whose desk answers when it is let. */
function board() {
  const open = { rows: [row] as readonly OpenConflictRow[] }
  const readings: PromiseWithResolvers<readonly OpenConflict[]>[] = []
  const desk: ConflictDesk = {
    list() {
      const reading = Promise.withResolvers<readonly OpenConflict[]>()
      readings.push(reading)
      return reading.promise
    },
    resolve: async () => undefined,
    resume: async () => undefined,
    mergeByItself: async () => undefined,
  }
  const views = () => open.rows.map((conflict) => ({ lane: newLane('film'), conflict }))
  const conflicts = createConflictsApi(desk, { views }, async () => undefined)
  const told: number[] = []
  conflicts.subscribe((list) => told.push(list.length))
  const update = async () => {
    conflicts.update()
    await turnsPass(5)
  }
  return { conflicts, open, readings, told, update }
}

// Sound: the board passes it on, and looks at nothing of it.
const asked = [{ conflictId: 'k' }] as unknown as readonly OpenConflict[]

test('[CF12] a question that was answered while it was read is not told after that', async () => {
  const { open, readings, told, update } = board()
  await update()
  open.rows = []
  await update()
  readings[0]?.resolve(asked)
  await turn()
  readings[1]?.resolve([])
  await turn()
  expect(told).toEqual([0])
})

test('[CF12] questions that come while they are read are read once more, all together', async () => {
  const { open, readings, told, update } = board()
  await update()
  for (let version = 3; version < 300; version += 1) {
    open.rows = [{ ...row, remote: { kind: 'deleted', version, deletedAtMs: 1 } }]
    await update()
  }
  readings[0]?.resolve(asked)
  await turn()
  readings[1]?.resolve([...asked, ...asked])
  await turn()
  expect(told).toEqual([2])
  expect(readings).toHaveLength(2)
})

test('[CF12] a question that could not be read is told once it can be', async () => {
  const { readings, told, update } = board()
  await update()
  readings[0]?.reject(new Error('the store failed'))
  await update()
  await update()
  readings[1]?.resolve(asked)
  await update()
  expect(told).toEqual([1])
  expect(readings).toHaveLength(2)
})

test('[CF12] who subscribes while a question is open is told of it, but not within the call', async () => {
  const { conflicts, open, readings, update } = board()
  await update()
  readings[0]?.resolve(asked)
  await update()
  const late: number[] = []
  conflicts.subscribe((list) => late.push(list.length))
  expect([late, readings.length]).toEqual([[], 1])
  await turn()
  readings[1]?.resolve(asked)
  await turn()
  expect(late).toEqual([1])
  open.rows = []
  await update()
  readings[2]?.resolve([])
  await turn()
  conflicts.subscribe((list) => late.push(list.length))
  await update()
  expect([late, readings.length]).toEqual([[1, 0], 3])
})
