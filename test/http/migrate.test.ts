import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, inject, onTestFinished, test } from 'vitest'
import { writeDeployment } from '../../dev/deployment.ts'
import { findStack } from '../../dev/migrate/find-stack.ts'
import { openTables } from '../../dev/migrate/open-tables.ts'
import { readStoredRows } from '../migrations/read-stored-rows.ts'
import { startMigrate } from '../migrations/start-migrate.ts'

test('[MI4] [MI6] a deployed stack is found by its file, its older rows counted and then rewritten', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-migrate-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'deployment.json')
  await writeDeployment(file, inject('httpDeployment'))
  const stack = await findStack({ deployment: file })
  const client = openTables(stack)
  onTestFinished(() => client.destroy())
  const old = readStoredRows('projects', 1)
  for (const Item of old) await client.send(new PutCommand({ TableName: stack.tables.projects, Item }))
  const run = (command: string) => startMigrate([command, '--deployment', file]).ended
  expect(await run('dry')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/: 3 of \d+ rows of projects would be/),
  })
  const { code, said } = await run('up')
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/rows were looked at, 3 rewritten; .*\n.*is made: all \d+ rows/),
  ])
  expect(await run('list')).toMatchObject({ code: 0, said: expect.stringContaining('1 are made in stage local-http') })
})
