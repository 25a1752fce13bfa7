import { UnknownOption } from '../failures/unknown-option.ts'
import { readOptions } from '../script/read-options.ts'
import { runScript } from '../script/run-script.ts'
import { buildAhead } from './build-ahead.ts'
import { ending, hasFailed } from './ending.ts'
import type { KindOutcome } from './kind-outcome.ts'
import { runChecks } from './run-checks.ts'
import { runKind } from './run-kind.ts'
import { adapterKinds, browserKinds, everydayKinds, fullKinds, localStackKinds, type TestKind } from './test-kind.ts'

/** What needs a target of its own, by the word of its script. */
const elsewhereKinds = new Map<string, readonly TestKind[]>([
  ['localstack', localStackKinds],
  ['adapters', adapterKinds],
  ['browsers', browserKinds],
  ['full', fullKinds],
])
const usage = `npm test                                             every check, and every test that needs no target of its own
npm run test:adapters | browsers | full | localstack   what needs one

A single file: npm exec -- vitest run --project unit test/unit/client/tabs.test.ts`

const isCi = !['', '0', 'false', undefined].includes(process.env.CI)
const elsewhere = [
  'LocalStack (npm run test:localstack)',
  'DynamoDB Local and versitygw (npm run test:adapters)',
  'Firefox and WebKit (npm run test:browsers)',
  'large and long (npm run test:full)',
  'AWS (cdk deploy)',
]

await runScript(usage, async (args, signal) => {
  const [name, ...more] = readOptions(args, { allowPositionals: true }).positionals
  const named = name === undefined ? undefined : elsewhereKinds.get(name)
  const stranger = named === undefined ? name : more[0]
  if (stranger !== undefined) throw new UnknownOption(`Nothing here takes "${stranger}".`)
  const outcomes: KindOutcome[] = named !== undefined ? [] : [await runChecks(signal)]
  // One kind after the other: side by side they would slow each other, and time would decide.
  for (const kind of named ?? everydayKinds) {
    // The journeys mostly wait, and leave the cores to a build.
    if (named === undefined && kind.name === 'e2e') void buildAhead(signal)
    outcomes.push(await runKind(kind, isCi, signal))
  }
  console.log(ending(outcomes, named === undefined ? elsewhere : []).join('\n'))
  return !hasFailed(outcomes)
})
