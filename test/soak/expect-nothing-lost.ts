import { expect } from 'vitest'
import { deedKinds } from './plan/deed-kinds.ts'
import { runSoak, type SoakOptions } from './run-soak.ts'

/** Runs a soak and holds it to what it must come to; one that fails tells its seed and all that was done. */
export async function expectNothingLost(options: SoakOptions): Promise<void> {
  const { tally, findings, log } = await runSoak(options)
  console.log(JSON.stringify(tally))
  if (findings.length > 0) console.log([`REELSYNC_SEED=${options.seed}`, ...log, ...findings].join('\n'))
  expect(findings).toEqual([])
  const nothing = { lostSilently: 0, namedWithoutCause: 0, damaged: 0, hungCalls: 0, pageErrors: 0 }
  expect(tally).toMatchObject({ bursts: options.bursts, ...nothing, devicesEqual: true })
  // Else it had shown nothing.
  expect(deedKinds.filter((kind) => tally.deeds[kind] === 0)).toEqual([])
  expect(tally.saves['in-history']).toBeGreaterThan(options.bursts)
  expect(tally.files['in-the-cloud']).toBeGreaterThan(0)
}
