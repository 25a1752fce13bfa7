import { beforeAll, expect, test } from 'vitest'
import { planKills } from '../../bench/uploads/kills/kill-plan.ts'
import { liveKillRounds, type SeededRound } from './live-kill-rounds.ts'

/** @param timeout of all rounds together */
export function killRounds(seeds: readonly number[], timeout: number): void {
  let rounds: readonly SeededRound[]
  beforeAll(async () => {
    rounds = await liveKillRounds(seeds)
  }, timeout)

  test(`[UP10] of ${seeds.length} files whose browser was killed, each is in the cloud once, byte for byte`, () => {
    expect(rounds.filter(({ round }) => !round.isRight)).toEqual([])
    expect(rounds).toHaveLength(seeds.length)
  })
  test('[UP10] at most the parts that were in flight at the kills are sent again', () => {
    expect(rounds.filter(({ round }) => round.resentBytes > round.inFlightBytes)).toEqual([])
  })
  test('kills of every kind met their moment', () => {
    const planned = seeds.flatMap((seed) => planKills(seed).kills.map(({ kind }) => kind))
    expect(new Set(rounds.flatMap(({ round }) => round.met))).toEqual(new Set(planned))
    console.log(`  ${rounds.length} rounds, ${rounds.flatMap(({ round }) => round.met).length} kills`)
  })
}
