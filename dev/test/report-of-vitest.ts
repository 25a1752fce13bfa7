import * as v from 'valibot'
import type { KindOutcome } from './kind-outcome.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Report = v.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: v.optional(count, 0),
})

/**
 * What vitest's JSON report says, doubted: a run that ended badly without a failed test (a file that did not load,
 * a target that did not start), or that ran nothing, is one failure.
 *
 * @param text the report; undefined when there is none
 */
export function reportOfVitest(name: string, exitCode: number, text: string | undefined): KindOutcome {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Report), text)
  if (!parsed.success) return { state: 'ran', name, passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = parsed.output
  const isUnexplained = numFailedTests === 0 && (exitCode !== 0 || passed === 0)
  return {
    state: 'ran',
    name,
    passed,
    failed: isUnexplained ? 1 : numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }
}
