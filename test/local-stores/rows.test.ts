import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, inject, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { mostInlineIds } from '../../lambdas/projects/keep-asset-ids.ts'
import type { ListPosition, ListSelection } from '../../lambdas/projects/project-store.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { localPorts } from './local-ports.ts'

const { projects, snapshots, dynamo } = localPorts(inject('localStores'))
const projectCount = 250
/** Cut small, so that a listing takes many pages. */
const pageSize = 7

async function everyPage(userId: string, selection: ListSelection): Promise<string[]> {
  const ids: string[] = []
  let after: ListPosition | undefined
  do {
    const page = await projects.list(userId, selection, pageSize, after)
    ids.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after !== undefined)
  return ids
}

describe('rows on DynamoDB Local', () => {
  test('[SR2] over many pages, and many changes of one time, each project is listed once and in order', async () => {
    const userId = someUser()
    const ids = Array.from({ length: projectCount }, (_, index) => `p${String(index).padStart(4, '0')}`)
    // Ten projects share each time, so pages end between changes of one moment.
    const timeOf = (id: string) => 1000 + Math.floor(ids.indexOf(id) / 10)
    await Promise.all(ids.map((id) => projects.write(givenWrite(userId, { id, nowMs: timeOf(id) }))))
    const changed = await everyPage(userId, { kind: 'changed', fromMs: 0 })
    expect([...changed].sort()).toEqual(ids)
    expect(changed.map(timeOf)).toEqual(ids.map(timeOf))
    const live = await everyPage(userId, { kind: 'live' })
    expect([...live].sort()).toEqual(ids)
    expect(live.map(timeOf)).toEqual(ids.map(timeOf).reverse())
    expect(await everyPage(userId, { kind: 'changed', fromMs: 1020 })).toHaveLength(projectCount - 200)
  })
  test('[SR2] a listing holds a write as soon as it is acknowledged, in its new place', async () => {
    const userId = someUser()
    await projects.write(givenWrite(userId, { id: 'other', nowMs: 5000 }))
    for (let baseVersion = 0; baseVersion < 20; baseVersion += 1) {
      const nowMs = 5001 + baseVersion
      await projects.write(givenWrite(userId, { baseVersion, nowMs }))
      const { rows } = await projects.list(userId, { kind: 'live' }, pageSize)
      expect(rows.map(({ id }) => id)).toEqual(['p1', 'other'])
      expect(rows[0]).toMatchObject({ version: baseVersion + 1, updatedAtMs: nowMs })
    }
  })
  test('[SR3] the largest project that the contract lets through fits into its row, on every one of its writes', async () => {
    const userId = someUser()
    const largest = {
      id: 'p'.repeat(64),
      name: '\u{10FFFF}'.repeat(limits.nameCharacters / 2),
      deviceName: '\uFFFF'.repeat(limits.deviceNameCharacters),
      document: { kind: 'inline', encoding: 'identity', gzip: new Uint8Array(limits.inlineDocumentBytes).fill(7) },
      assetIds: {
        kind: 'inline',
        ids: Array.from({ length: mostInlineIds }, (_, index) => String(index).padStart(64, 'a')),
      },
      nowMs: Number.MAX_SAFE_INTEGER,
    } as const
    for (let baseVersion = 0; baseVersion < 34; baseVersion += 1) {
      const outcome = await projects.write(givenWrite(userId, { ...largest, baseVersion }))
      expect(outcome).toMatchObject({ kind: 'written', made: { version: baseVersion + 1 } })
    }
    const { id, nowMs, ...shown } = largest
    expect(await projects.get(userId, id)).toMatchObject({ ...shown, updatedAtMs: nowMs, version: 34 })
  })
  test('[SN6] a snapshot is in the ledger beside the assets of its user, pinned from the moment it was presigned', async () => {
    const userId = someUser()
    await snapshots.reserve({ userId, id: 's1', storageKey: `${userId}/snapshots/s1`, sizeBytes: 40_000, nowMs: 5000 })
    const Key = { user_id: userId, checksum: 'snapshot#s1' }
    const { Item } = await dynamo.send(new GetCommand({ TableName: 'StoredAssets', Key }))
    expect(Item).toEqual({
      ...Key,
      ...{ state: 'pending', size: 40_000, storage_key: `${userId}/snapshots/s1` },
      ...{ pinned_at: 5000, created_at: 5000, schema_version: 1 },
    })
  })
  test('[SR3] a row over 400 KB is refused, and the one in force stays', async () => {
    const userId = someUser()
    await projects.write(givenWrite(userId))
    const document = { kind: 'inline', encoding: 'identity', gzip: new Uint8Array(400 * 1024) } as const
    const tooLarge = projects.write(givenWrite(userId, { baseVersion: 1, document }))
    await expect(tooLarge).rejects.toMatchObject({ name: 'ValidationException' })
    expect(await projects.get(userId, 'p1')).toMatchObject({
      version: 1,
      document: { gzip: new Uint8Array([1, 2, 3]) },
    })
  })
})
