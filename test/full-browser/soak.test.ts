import { test } from 'vitest'
import { expectNothingLost } from '../soak/expect-nothing-lost.ts'

const seed = Number(process.env.REELSYNC_SEED ?? 50)
/** A burst takes half a minute, on a busy machine more. */
const longestMs = 60 * 60 * 1000

test(
  '[QU1, QU3, LS1, LS10, TA5, AC1, AC2, CF1, ST1, DG1] of two devices on which 480 things are done at random, in tabs that freeze, crash and are killed, on a bad line and over stores that refuse and go: nothing that was called kept is lost silently',
  () => expectNothingLost({ seed, bursts: 12, deeds: 40 }),
  longestMs,
)
