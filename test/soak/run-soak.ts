import { judgeBurst } from './book/judge-burst.ts'
import { performDeed } from './deeds/perform-deed.ts'
import type { PlannedDeed } from './plan/deed.ts'
import { projects } from './plan/deed.ts'
import { planBursts } from './plan/plan-bursts.ts'
import { bringBack, closeOthers } from './settle/bring-back.ts'
import { settle } from './settle/settle.ts'
import { newTally, type SoakTally } from './soak-tally.ts'
import { openScene, type Scene } from './world/scene.ts'

export interface SoakOptions {
  readonly seed: number
  readonly bursts: number
  /** In each burst. */
  readonly deeds: number
}

export interface SoakRun {
  readonly tally: SoakTally
  /** What is wrong, each in a sentence; the run ended with the burst that showed it. */
  readonly findings: readonly string[]
  readonly log: readonly string[]
}

/**
 * Two devices of one user in real browsers, their cloud in memory. Burst after burst of deeds, the troubles end, and all
 * becomes still; then each save and file that was called kept is looked for. The deeds are by the seed; what meets what
 * is the machine's.
 */
export async function runSoak({ seed, bursts, deeds }: SoakOptions): Promise<SoakRun> {
  const scene = await openScene(seed)
  const tally = newTally(seed)
  try {
    const plan = planBursts(scene.chance.fork('plan'), { bursts, deeds })
    const findings: string[] = []
    let postponed: readonly PlannedDeed[] = []
    for (const burst of plan) {
      postponed = await performAll(scene, [...burst, ...postponed], tally)
      findings.push(...(await judge(scene, tally)))
      tally.bursts += 1
      if (findings.length > 0) break
      await closeOthers(scene)
    }
    tally.devicesEqual = findings.length === 0 && (await areEqual(scene))
    return { tally, findings, log: scene.log.lines }
  } catch (error) {
    return {
      tally,
      findings: [`The run broke off: ${error instanceof Error ? error.stack : error}`],
      log: scene.log.lines,
    }
  } finally {
    await scene.close()
  }
}

/** @returns deeds of kinds that were never done, for there was nothing to do them to, also at the end */
async function performAll(
  scene: Scene,
  deeds: readonly PlannedDeed[],
  tally: SoakTally,
): Promise<readonly PlannedDeed[]> {
  scene.book.beginBurst()
  scene.log.say(`burst ${tally.bursts + 1}`)
  const postponed = await performEach(scene, deeds, tally)
  return performEach(scene, postponed, tally)
}

/** @returns those that would be the first of their kind, and had nothing to be done to */
async function performEach(
  scene: Scene,
  deeds: readonly PlannedDeed[],
  tally: SoakTally,
): Promise<readonly PlannedDeed[]> {
  const postponed: PlannedDeed[] = []
  for (const planned of deeds) {
    if (await performDeed(scene, { ...planned, number: scene.book.deed + 1 })) tally.deeds[planned.kind] += 1
    else postponed.push(planned)
  }
  return postponed.filter(({ kind }) => tally.deeds[kind] === 0)
}

async function judge(scene: Scene, tally: SoakTally): Promise<readonly string[]> {
  await bringBack(scene)
  const { waitedFor, unanswered } = await settle(scene)
  tally.conflictsAnswered = scene.book.answeredConflicts
  tally.refusals = Object.fromEntries([...scene.book.refusals].sort())
  tally.hungCalls += unanswered.length
  tally.pageErrors = scene.pageErrors.length
  if (waitedFor.length + unanswered.length > 0) {
    return [
      ...waitedFor.map((what) => `Never settled: ${what}.`),
      ...unanswered.map((call) => `Not answered: ${call}.`),
    ]
  }
  return [...(await judgeBurst(scene, tally)), ...scene.pageErrors]
}

/** Whether the user finds the same projects on both devices, copies of what was deleted elsewhere left out. */
async function areEqual({ cloud, devices }: Scene): Promise<boolean> {
  const { inForce } = await cloud.reader.stateOf('ada', projects)
  const [one, two] = await Promise.all(
    Object.values(devices).map(async ({ tabs: [tab] }) => {
      const documents = Object.entries((await tab?.look('state', projects))?.documents ?? {})
      return JSON.stringify(documents.filter(([id]) => inForce.has(id)).sort())
    }),
  )
  return inForce.size > 0 && one === two
}
