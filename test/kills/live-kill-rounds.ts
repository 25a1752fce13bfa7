import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openBenchCloud } from '../../bench/uploads/cloud/bench-cloud.ts'
import { planKills } from '../../bench/uploads/kills/kill-plan.ts'
import { type KillRound, liveKillRound } from '../../bench/uploads/kills/live-kill-round.ts'
import { buildPage } from '../../bench/uploads/page/build-page.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'

export interface SeededRound {
  readonly seed: number
  readonly round: KillRound
}

/** A round for each seed, one after the other, in real Chromium against versitygw. A round that fails names its seed. */
export async function liveKillRounds(seeds: readonly number[]): Promise<readonly SeededRound[]> {
  await mkdir(reelsyncFolder, { recursive: true })
  const folder = await mkdtemp(join(reelsyncFolder, 'test-kills-'))
  try {
    await buildPage(join(folder, 'page'))
    const { signal } = new AbortController()
    const cloud = await openBenchCloud(join(folder, 'cloud'), join(folder, 'page'), signal)
    try {
      const rounds: SeededRound[] = []
      for (const seed of seeds) {
        const round = await liveKillRound(cloud, planKills(seed), folder).catch((cause: unknown) => {
          throw new Error(`The round of seed ${seed} did not end.`, { cause })
        })
        rounds.push({ seed, round })
        if (rounds.length % 20 === 0) console.log(`  ${rounds.length} of ${seeds.length} rounds`)
      }
      return rounds
    } finally {
      await cloud.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
