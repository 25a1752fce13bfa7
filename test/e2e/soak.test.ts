import { expectNothingLost } from '../soak/expect-nothing-lost.ts'
import { testInChromium } from './chromium-alone.ts'

const seed = Number(process.env.REELSYNC_SEED ?? 1)

testInChromium(
  '[QU1, QU3, LS1, TA5, AC2, CF1, ST1] of two devices on which 80 things are done at random, in tabs that freeze, crash and are killed, on a bad line and over stores that refuse and go: nothing that was called kept is lost silently',
  () => expectNothingLost({ seed, bursts: 2, deeds: 40 }),
  600_000,
)
