import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { readProject } from '../../lambdas/projects/dynamo-project-attributes.ts'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'
import { type ProjectKey, ProjectTraffic, textOf, type Write } from '../migrations/project-traffic.ts'
import { startMigrate } from '../migrations/start-migrate.ts'
import { type BeforeUpdate, WatchedLine } from '../migrations/watched-line.ts'
import { deployedShape } from './deployed-shape.ts'
import { localPorts } from './local-ports.ts'

const stores = inject('localStores')
const { dynamo, ...ports } = localPorts(stores)
const suffix = crypto.randomUUID()
const projects = `Projects-${suffix}`
const tables = ['--table', `projects=${projects}`, '--table', `migrations=Migrations-${suffix}`]
const keys: ProjectKey[] = Array.from({ length: 300 }, (_, n) => ({ user_id: `user-${n % 7}`, id: `p${n}` }))
const traffic = new ProjectTraffic(dynamo, projects, ports)
const kinds: readonly Write[] = ['put', 'delete', 'media-arrived', 'put-by-old-release']

async function rows(): Promise<Item[]> {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: projects, ConsistentRead: true }))
  return Items
}
const atVersion = async (version: number) => (await rows()).filter((row) => row.schema_version === version)
const at = (index: number) => keys[index % keys.length] as ProjectKey

async function run(command: string, beforeUpdate: BeforeUpdate = async () => 'pass', more: readonly string[] = []) {
  const line = await WatchedLine.open(stores.dynamoUrl, projects, beforeUpdate)
  onTestFinished(() => line.close())
  return startMigrate([command, ...tables, '--rows-per-second', '1000000', '--rows-per-page', '20', ...more], line.url)
}

/** As a user would: the row that is about to be rewritten is written first. */
const firstTheUser = async (key: Record<string, string>, kind: Write) => {
  await traffic.write(key as unknown as ProjectKey, kind)
}

describe('npm run migrate, on DynamoDB Local', () => {
  beforeAll(async () => {
    for (const table of deployedShape().tables.filter(({ TableName }) => /^(Projects|Migrations)$/.test(TableName))) {
      await dynamo.send(new CreateTableCommand({ ...table, TableName: `${table.TableName}-${suffix}` }))
    }
    for (const key of keys) await traffic.leaveOldRow(key)
  }, 120_000)

  test('[MI4] dry counts what would be rewritten, and changes nothing', async () => {
    const before = await rows()
    const { code, said } = await (await run('dry')).ended
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('300 of 300 rows of projects would be rewritten.\nNothing was changed.'),
    ])
    expect(await rows()).toEqual(before)
    expect((await (await run('list')).ended).said).toMatch(/0 are made.*\n.*: not made yet\./)
  })

  test('[MI5] [MI6] killed in the middle of its writes, it leaves rows of both versions, and all that users wrote', async () => {
    const migrate = await run('up', async (key, count) => {
      if (count % 2 === 0) await firstTheUser(key, kinds[(count / 2) % 4] as Write)
      if (count !== 150) return 'pass'
      setImmediate(migrate.kill)
      return 'lose-answers'
    })
    expect(await migrate.ended).toMatchObject({ code: null, signal: 'SIGKILL' })
    expect((await atVersion(1)).length).toBeGreaterThan(100)
    expect((await atVersion(2)).length).toBeGreaterThan(50)
    expect((await (await run('list')).ended).said).toMatch(/: begun, and stopped after \d0 rows; /)
  })

  test('[MI5] [MI6] run again under traffic it goes on from its last page, and all rows are at the newest version', async () => {
    // Between the two runs too, of every kind and on rows of both versions.
    for (let index = 0; index < 40; index += 1) await traffic.write(at(index * 7), kinds[index % 4] as Write)
    const migrate = await run('up', async (key, count) => {
      if (count % 3 === 0)
        await firstTheUser(key, (['put', 'delete', 'media-arrived'] as const)[(count / 3) % 3] as Write)
      return 'pass'
    })
    let isRunning = true
    const users = async () => {
      for (let index = 0; isRunning; index += 1) await traffic.write(at(index * 11), index % 5 === 0 ? 'delete' : 'put')
    }
    const busy = users()
    const { code, said } = await migrate.ended
    isRunning = false
    await busy
    expect(said).toMatch(/It goes on where it stopped, after \d0 rows\.\n/)
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/is made: all 300 rows of projects are of version 2 or later\.\n$/),
    ])
    console.log(`  ${traffic.writes} writes beside it; it said:\n${said.replace(/^/gm, '    ')}`)
  })

  test('[MI5] no write was lost: each row is what was last acknowledged, but for its version and what that adds', async () => {
    const stored = await rows()
    expect(stored).toHaveLength(keys.length)
    expect(stored.some(({ saved_at, updated_at }) => Number(saved_at) < Number(updated_at))).toBe(true)
    for (const { schema_version, saved_at, ...row } of stored) {
      const key = textOf(row as unknown as ProjectKey)
      expect(row).toEqual(traffic.acknowledged.get(key))
      expect(schema_version).toBe(2)
      expect(saved_at).toBeGreaterThanOrEqual(traffic.savedAt.get(key) ?? Number.NaN)
      expect(readProject({ ...row, schema_version, saved_at }).savedAtMs).toBeLessThanOrEqual(row.updated_at as number)
    }
  })

  test('[MI6] what is made is not made again, but where it is asked for', async () => {
    let updates = 0
    const counting: BeforeUpdate = async () => {
      updates += 1
      return 'pass'
    }
    expect((await (await run('up', counting)).ended).said).toContain('Nothing is to be done')
    expect((await (await run('dry')).ended).said).toContain('every migration is made')
    expect((await (await run('list')).ended).said).toMatch(/1 are made.*\n.*: made\./)
    await traffic.write(at(5), 'put-by-old-release')
    const again = await (await run('up', counting, ['--again'])).ended
    expect([again.code, again.said]).toEqual([0, expect.stringContaining('300 rows were looked at, 1 rewritten')])
    expect(updates).toBe(1)
  })

  test('[MI6] a row that a function of the release before writes behind the walk is found by the count, and rewritten', async () => {
    const scanned = (await rows()).map(({ user_id, id }) => ({ user_id, id }) as ProjectKey)
    const [first, last] = [scanned.at(0), scanned.at(-1)] as [ProjectKey, ProjectKey]
    for (const key of [first, last]) await traffic.write(key, 'put-by-old-release')
    const migrate = await run(
      'up',
      async (key) => {
        if (key.id === last.id) await traffic.write(first, 'put-by-old-release')
        return 'pass'
      },
      ['--again'],
    )
    const { code, said } = await migrate.ended
    expect([code, said]).toEqual([0, expect.stringContaining('1 rows are older again: the table is walked once more.')])
    expect(await atVersion(2)).toHaveLength(keys.length)
  })
  test('[MI7] rows that no release has written are named and left as they are, and all others rewritten', async () => {
    const odd: Item[] = [
      { user_id: 'user-0', id: 'no-time', schema_version: 1 },
      { user_id: 'user-0', id: 'no-version', updated_at: 1 },
    ]
    for (const row of odd) await dynamo.send(new PutCommand({ TableName: projects, Item: row }))
    await traffic.write(at(6), 'put-by-old-release')
    const { code, said } = await (await run('up', undefined, ['--again'])).ended
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('2 rows of projects are not what any release has written'),
    ])
    for (const text of ['no-time', 'no-version', 'run it again', '(unreadable-rows)']) expect(said).toContain(text)
    expect(await rows()).toEqual(expect.arrayContaining(odd))
    expect(await atVersion(2)).toHaveLength(keys.length)
  })
  test('[MI7] a table that is not there is said, with what to check', async () => {
    const { ended } = await run('up', undefined, ['--again', '--table', 'projects=nothing'])
    expect(await ended).toMatchObject({ code: 1, said: expect.stringContaining('(no-such-table)') })
  })
})
