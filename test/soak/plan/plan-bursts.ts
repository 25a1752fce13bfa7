import type { Chance } from '../../simulate/chance/chance.ts'
import { type PlannedDeed, projects } from './deed.ts'
import { type DeedKind, deedKinds, deedWeights } from './deed-kinds.ts'

const longestPauseMs = 900

/** The deeds of each burst: every kind at least once in all of them, and else as often as its weight says. */
export function planBursts(
  chance: Chance,
  { bursts, deeds }: { bursts: number; deeds: number },
): readonly (readonly PlannedDeed[])[] {
  const drawn = Array.from({ length: bursts * deeds - deedKinds.length }, () => chance.weighted(deedWeights))
  const kinds = shuffled([...deedKinds, ...drawn], chance)
  const planned = kinds.map((kind, index) => draw(kind, chance.fork(`deed ${index}`)))
  return Array.from({ length: bursts }, (_, burst) => planned.slice(burst * deeds, (burst + 1) * deeds))
}

function draw(kind: DeedKind, chance: Chance): PlannedDeed {
  const pause = chance.fraction()
  return {
    ...{ kind, chance },
    // On the other device nobody else ever signs in, so that the two can be compared.
    device: kind === 'changeAccount' || chance.happens(0.75) ? 'one' : 'two',
    project: chance.pick(projects),
    // Mostly none, so that much happens at once.
    pauseMs: chance.happens(0.15) ? Math.floor(pause * pause * longestPauseMs) : 0,
  }
}

function shuffled<T>(all: readonly T[], chance: Chance): readonly T[] {
  return all
    .map((one) => ({ one, at: chance.fraction() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
