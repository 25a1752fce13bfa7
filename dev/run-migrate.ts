import { join } from 'node:path'
import { UnknownOption } from './failures/unknown-option.ts'
import { failureOf } from './migrate/failure-of.ts'
import { findStack } from './migrate/find-stack.ts'
import { createMigrator } from './migrate/migrator.ts'
import { openTables } from './migrate/open-tables.ts'
import { createPace } from './migrate/pace.ts'
import { Stopped } from './processes/stop-signal.ts'
import { readOptions, wholeNumber } from './script/read-options.ts'
import { runScript } from './script/run-script.ts'
import { reelsyncFolder } from './state/reelsync-folder.ts'

const usage = `npm run migrate list     what there is, and what is made
npm run migrate dry      how many rows would be rewritten
npm run migrate up       rewrites them; stopped anywhere, it goes on when it is run again

-- --outputs FILE [--stage NAME]                    a stack that cdk deploy --outputs-file told of
-- --deployment FILE                                another than npm run dev's
-- --table projects=NAME --table migrations=NAME    tables by their names
-- --rows-per-second 500  --rows-per-page 100       how fast
-- --again                                          up: also what is made`

const text = { type: 'string' } as const

async function runMigrate(args: readonly string[], signal: AbortSignal): Promise<void> {
  const { positionals, values } = readOptions(args, {
    allowPositionals: true,
    options: {
      ...{ outputs: text, stage: text, table: { ...text, multiple: true } },
      deployment: { ...text, default: join(reelsyncFolder, 'dev', 'deployment.json') },
      'rows-per-second': { ...text, default: '500' },
      'rows-per-page': { ...text, default: '100' },
      again: { type: 'boolean', default: false },
    },
  })
  const [command = 'help'] = positionals
  if (command === 'help') return console.log(usage)
  if (command !== 'list' && command !== 'dry' && command !== 'up') {
    throw new UnknownOption(`There is no command "${command}".`)
  }
  const stack = await findStack(values)
  const client = openTables(stack)
  const [rate, page] = (['rows-per-second', 'rows-per-page'] as const).map((name) => wholeNumber(name, values[name]))
  const pace = createPace(rate as number, page as number, signal)
  await createMigrator({ client, stack, pace, say: console.log })[command](values.again)
}

await runScript(usage, async (args, signal) => {
  try {
    await runMigrate(args, signal)
  } catch (caught) {
    const error = failureOf(caught)
    if (error instanceof Stopped) console.log('Run it again: it goes on where it stopped.')
    throw error
  }
})
