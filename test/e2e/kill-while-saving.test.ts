import { expect, test } from 'vitest'
import { killWhileSaving } from './kills/kill-while-saving.ts'

test('[QU1, QU3, QU4, LS1] the browser is killed at 8 random moments while the user saves: nothing that was called saved is lost', async () => {
  const tally = await killWhileSaving(Number(process.env.REELSYNC_SEED ?? 1), 8)
  console.log(JSON.stringify(tally))
  expect(tally).toMatchObject({ kills: 8, lostSilently: 0, conflicts: 0 })
  // Some before the edit was on disk, some after.
  expect(tally.aheadOfWord).toBeGreaterThan(0)
  expect(tally.aheadOfWord).toBeLessThan(8)
  expect(tally.calledSaved).toBeGreaterThan(0)
}, 600_000)
