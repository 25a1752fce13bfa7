import { stopSignal } from '../processes/stop-signal.ts'
import { ending, hasFailed } from './ending.ts'
import type { KindOutcome } from './kind-outcome.ts'
import { runChecks } from './run-checks.ts'
import { runKind } from './run-kind.ts'
import { everydayKinds, localStackKinds } from './test-kind.ts'

/** `run-tests.ts`: check and every kind that needs no LocalStack. `run-tests.ts localstack`: those that do. */
const onLocalStack = process.argv[2] === 'localstack'
const isCi = !['', '0', 'false', undefined].includes(process.env.CI)
const elsewhere = onLocalStack ? [] : ['LocalStack (npm run test:localstack)', 'AWS (cdk deploy)']

const signal = stopSignal()
const outcomes: KindOutcome[] = onLocalStack ? [] : [await runChecks(signal)]
// One kind after the other: side by side they would slow each other, and time would decide.
for (const kind of onLocalStack ? localStackKinds : everydayKinds) outcomes.push(await runKind(kind, isCi, signal))

process.exitCode = hasFailed(outcomes) ? 1 : 0
console.log(ending(outcomes, elsewhere).join('\n'))
