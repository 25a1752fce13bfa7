import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Umzug } from 'umzug'
import { countVersions } from './count-versions.ts'
import { DynamoMigrationLog } from './dynamo-migration-log.ts'
import type { FoundStack } from './find-stack.ts'
import type { Migration } from './migration.ts'
import { migrations } from './migrations.ts'
import type { Pace } from './pace.ts'
import type { RowStore } from './rewrite-row.ts'
import { rewriteTable } from './rewrite-table.ts'
import { rowShapes } from './row-shapes.ts'

export interface MigratorOptions {
  readonly client: DynamoDBDocumentClient
  readonly stack: Pick<FoundStack, 'label' | 'tables'>
  readonly pace: Pace
  readonly say: (sentence: string) => void
}

/** What `npm run migrate` can be asked for; each tells what it finds and does in sentences. */
export interface Migrator {
  list(): Promise<void>
  /** Counts what `up` would rewrite; writes nothing. */
  dry(): Promise<void>
  /** @param again those that were made, too */
  up(again: boolean): Promise<void>
}

export function createMigrator({ client, stack, pace, say }: MigratorOptions): Migrator {
  const { label, tables } = stack
  const log = new DynamoMigrationLog(client, tables.migrations)
  const storeOf = ({ table }: Migration): RowStore => ({ client, tableName: tables[table], shape: rowShapes[table] })

  async function make(migration: Migration): Promise<void> {
    say(`${migration.name} ${migration.does}.`)
    const rows = await rewriteTable({ store: storeOf(migration), log, pace, say }, migration)
    say(
      `${migration.name} is made: all ${rows} rows of ${migration.table} are of version ${migration.toVersion} or later.`,
    )
  }

  const umzug = new Umzug<object>({
    migrations: migrations.map((migration) => ({ name: migration.name, up: () => make(migration) })),
    storage: log,
    logger: undefined,
  })

  async function stateOf({ name, does }: Migration, made: ReadonlySet<string>): Promise<string> {
    if (made.has(name)) return `${name}: made. It ${does}.`
    const begun = await log.progressOf(name)
    if (begun === undefined) return `${name}: not made yet. It ${does}.`
    return `${name}: begun, and stopped after ${begun.tally.looked} rows; \`npm run migrate up\` goes on from there. It ${does}.`
  }

  return {
    async list() {
      const made = new Set((await umzug.executed()).map(({ name }) => name))
      say(`Of ${migrations.length} known migrations ${made.size} are made in ${label}.`)
      for (const migration of migrations) say(await stateOf(migration, made))
    },
    async dry() {
      const pending = new Set((await umzug.pending()).map(({ name }) => name))
      if (pending.size === 0) say(`Nothing is to be done in ${label}: every migration is made.`)
      for (const migration of migrations.filter(({ name }) => pending.has(name))) {
        const counts = [...(await countVersions(storeOf(migration), migration.toVersion, pace))]
        const all = counts.reduce((sum, [, count]) => sum + count, 0)
        const older = counts.reduce((sum, [version, count]) => sum + (version < migration.toVersion ? count : 0), 0)
        say(`${migration.name} ${migration.does}: ${older} of ${all} rows of ${migration.table} would be rewritten.`)
      }
      say('Nothing was changed.')
    },
    async up(again) {
      const names = migrations.map(({ name }) => name)
      const made = await (again ? umzug.up({ migrations: names, rerun: 'ALLOW' }) : umzug.up())
      if (made.length === 0) say(`Nothing is to be done in ${label}: every migration is made.`)
    },
  }
}
