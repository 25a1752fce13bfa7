import { expect, inject, test } from 'vitest'
import type { VersionRow } from '../../lambdas/versions/version-row.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { leaveUnprocessed } from './leave-unprocessed.ts'
import { localClients } from './local-clients.ts'
import { localRows } from './local-rows.ts'

const stores = inject('localStores')
const versions = 30

/** A project with a history of more than one batch, over a table that leaves the next batches undone. */
async function givenBusyTable(times: number) {
  const { dynamo } = localClients(stores)
  const rows = await localRows(dynamo)
  const place = { userId: someUser(), projectId: 'p1' }
  await rows.projects.write(givenWrite(place.userId))
  for (let number = 1; number <= versions; number += 1) await rows.history.add(place, versionOf(number))
  const busy = leaveUnprocessed(dynamo, times)
  const left = async () => (await rows.rows.versions(place, 0)).length
  return { rows, place, busy, left }
}

function versionOf(number: number): VersionRow {
  return {
    ...{ id: String(number), version: number, kept: 'history', name: 'film', assetIds: { kind: 'inline', ids: [] } },
    document: { kind: 'inline', encoding: 'identity', gzip: new Uint8Array([1]) },
    ...{ madeAtMs: number, expiresAtMs: 9_000_000 },
  }
}

test('[ER4, HK6] a busy table that leaves some of a batch leaves nothing of a purged history', async () => {
  const { rows, place, busy, left } = await givenBusyTable(2)
  await rows.tombstones.dropVersions(place)
  expect(await left()).toBe(0)
  expect(busy.asked()).toBe(4)
  await rows.close()
})

test('[ER4, HK6] a table that goes on leaving some fails the step, so that the project’s row stays for the next run', async () => {
  const { rows, place, left } = await givenBusyTable(Number.POSITIVE_INFINITY)
  await expect(rows.tombstones.dropVersions(place)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await left()).toBe(versions)
  await rows.close()
})
