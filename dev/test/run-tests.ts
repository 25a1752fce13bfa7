import { stopSignal } from '../processes/stop-signal.ts'
import { buildAhead } from './build-ahead.ts'
import { ending, hasFailed } from './ending.ts'
import type { KindOutcome } from './kind-outcome.ts'
import { runChecks } from './run-checks.ts'
import { runKind } from './run-kind.ts'
import { adapterKinds, browserKinds, everydayKinds, fullKinds, localStackKinds, type TestKind } from './test-kind.ts'

/** `run-tests.ts`: check and what needs no target of its own. `run-tests.ts localstack`, `adapters`, `browsers`, `full`: what runs there. */
const elsewhereKinds: Readonly<Record<string, readonly TestKind[]>> = {
  localstack: localStackKinds,
  adapters: adapterKinds,
  browsers: browserKinds,
  full: fullKinds,
}
const named = elsewhereKinds[process.argv[2] ?? '']
const isCi = !['', '0', 'false', undefined].includes(process.env.CI)
const elsewhere = [
  'LocalStack (npm run test:localstack)',
  'DynamoDB Local and versitygw (npm run test:adapters)',
  'Firefox and WebKit (npm run test:browsers)',
  'large and long (npm run test:full)',
  'AWS (cdk deploy)',
]

const signal = stopSignal()
const outcomes: KindOutcome[] = named !== undefined ? [] : [await runChecks(signal)]
// One kind after the other: side by side they would slow each other, and time would decide.
for (const kind of named ?? everydayKinds) {
  // The journeys mostly wait, and leave the cores to a build.
  if (named === undefined && kind.name === 'e2e') void buildAhead(signal)
  outcomes.push(await runKind(kind, isCi, signal))
}

process.exitCode = hasFailed(outcomes) ? 1 : 0
console.log(ending(outcomes, named === undefined ? elsewhere : []).join('\n'))
