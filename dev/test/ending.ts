import type { KindOutcome } from './kind-outcome.ts'

/** The last lines of a run: tests by kind, targets left out, and the sum alone on the last line. */
export function ending(outcomes: readonly KindOutcome[], targetsElsewhere: readonly string[]): readonly string[] {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const outcome of outcomes) {
    if (outcome.state === 'skipped') continue
    sum.passed += outcome.passed
    sum.failed += outcome.failed
    sum.skipped += outcome.skipped
  }
  const leftOut = outcomes.flatMap((one) => (one.state === 'skipped' ? [`${one.name} (${one.why})`] : []))
  const targets = [...leftOut, ...targetsElsewhere]
  return [
    '',
    ...outcomes.map(lineOf),
    `Targets skipped: ${targets.length === 0 ? 'none' : targets.join('; ')}`,
    sentence(sum),
  ]
}

export function hasFailed(outcomes: readonly KindOutcome[]): boolean {
  return outcomes.some((outcome) => outcome.state === 'ran' && outcome.failed > 0)
}

function lineOf(outcome: KindOutcome): string {
  return `${outcome.name.padEnd(14)}${outcome.state === 'skipped' ? `SKIPPED: ${outcome.why}` : sentence(outcome)}`
}

function sentence({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
