import { expect, inject, test } from 'vitest'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { localClients } from './local-clients.ts'
import { localRows } from './local-rows.ts'

const reads = /^(Get|Query|Scan)/
/** Every command that reads, its table and its index, of all adapters. */
const everyRead = [
  'GetItemCommand Accounts',
  'GetItemCommand ProjectMedia',
  'GetItemCommand ProjectVersions',
  'GetItemCommand Projects',
  'GetItemCommand StoredAssets',
  'QueryCommand ProjectMedia',
  'QueryCommand ProjectVersions',
  'QueryCommand ProjectVersions by_made_at',
  'QueryCommand Projects',
  'QueryCommand Projects by_updated_at',
  'QueryCommand StoredAssets',
  'ScanCommand Accounts',
]

// DynamoDB Local is always up to date; AWS answers with what was, where it is not asked for what is.
test('[SR2, HK1] nothing that a user is told or housekeeping goes by is read as it may have been before', async () => {
  const { dynamo } = localClients(inject('localStores'))
  const [asked, old] = [new Set<string>(), new Set<string>()]
  dynamo.middlewareStack.add(
    (next, { commandName = '' }: { readonly commandName?: string }) =>
      (args) => {
        const { TableName = '', IndexName = '', ConsistentRead } = args.input as Readonly<Record<string, string | true>>
        const read = `${commandName} ${String(TableName).replace(/-.*/, '')} ${IndexName}`.trim()
        if (reads.test(commandName)) asked.add(read)
        if (reads.test(commandName) && ConsistentRead !== true) old.add(read)
        return next(args)
      },
    { step: 'initialize', name: 'seeReads' },
  )
  const rows = await localRows(dynamo)
  const place = { userId: someUser(), projectId: 'p1' }
  const { userId, projectId } = place
  await rows.projects.write(givenWrite(userId))
  const answers = [
    ...[rows.projects.get(userId, projectId), rows.projects.list(userId, { kind: 'live' }, 10)],
    ...[rows.media.get(userId, projectId, 'a1'), rows.media.page(userId, projectId, undefined)],
    rows.ledger.get(userId, { partRule: 1, checksum: 'c' }),
    ...[rows.versions.get(place, '1', 0), rows.versions.list(place, 10, 0), rows.history.madeBefore(place, 1)],
    ...[rows.accounts.usage(userId), rows.usage.read(userId), rows.registry.page(undefined)],
    ...[rows.rows.holdings(userId), rows.rows.projects(userId), rows.rows.versions(place, 0), rows.rows.media(place)],
    rows.tombstones.dropVersions(place),
  ]
  await Promise.all(answers)
  expect([...asked].sort()).toEqual(everyRead)
  expect([...old]).toEqual([])
  await rows.close()
})
