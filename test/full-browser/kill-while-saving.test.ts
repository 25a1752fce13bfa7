import { expect, test } from 'vitest'
import { killWhileSaving } from '../e2e/kills/kill-while-saving.ts'

/** Some ten seconds each, on a busy machine more. */
const longestMs = 60 * 60 * 1000

test(
  '[QU1, QU3, QU4, LS1] the browser is killed at 50 random moments while the user saves: nothing that was called saved is lost',
  async () => {
    // Other moments than those that every run has.
    const tally = await killWhileSaving(Number(process.env.REELSYNC_SEED ?? 50), 50)
    console.log(JSON.stringify(tally))
    expect(tally).toMatchObject({ kills: 50, lostSilently: 0, conflicts: 0 })
    expect(tally.aheadOfWord).toBeGreaterThan(0)
    expect(tally.calledSaved).toBeGreaterThan(50)
  },
  longestMs,
)
