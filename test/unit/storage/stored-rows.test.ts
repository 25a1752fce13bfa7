import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { readStoredRow } from '../../../client-lib/storage/stored-row.ts'
import { tableNames } from '../../../client-lib/storage/table-schemas.ts'
import type { TableName } from '../../../client-lib/storage/tables.ts'
import type { Upcast } from '../../../client-lib/storage/upcasts.ts'

/** As browsers out there have them: never edited, only added to when a row's version is raised. */
const rows: Record<TableName, Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('./stored-rows/rows-1.json', import.meta.url), 'utf8'),
)

test.each(tableNames)('[LS8] rows of %s that the first version has left open', (table) => {
  const stored = Object.entries(rows[table])
  expect(stored.length).toBeGreaterThan(0)
  for (const [key, raw] of stored) {
    const restored = table === 'pieces' ? { ...(raw as object), bytes: new Uint8Array([1, 2]).buffer } : raw
    expect(readStoredRow(table, key, restored)).toMatchObject({ kind: 'row' })
  }
})

// As if two steps led to the rows of today, which say version 1.
const older = { schemaVersion: 1, kind: 'paused-since', sinceMs: 5 }
const steps: readonly Upcast[] = [
  ({ sinceMs }) => ({ schemaVersion: 2, kind: 'pause', at: sinceMs }),
  ({ at }) => ({ schemaVersion: 1, kind: 'pause', paused: at !== undefined }),
]

test('[LS8] a row of an older version is taken step by step to the newest', () => {
  const row = { schemaVersion: 1, kind: 'pause', paused: true }
  expect(readStoredRow('device', 'pause', older, steps)).toEqual({ kind: 'row', row })
  expect(readStoredRow('device', 'pause', { schemaVersion: 2, kind: 'pause', at: 7 }, steps)).toEqual({
    kind: 'row',
    row,
  })
})

test('[LS8, LS3] an older row that a step cannot take on is set aside as it was', () => {
  const damaged = { schemaVersion: 1, kind: 'paused-since' }
  const throws: Upcast = ({ sinceMs }) => {
    throw new TypeError(`${sinceMs} is no time`)
  }
  const read = readStoredRow('device', 'pause', damaged, [throws])
  expect(read).toMatchObject({
    kind: 'unreadable',
    setAside: { raw: damaged, reason: expect.stringContaining('no time') },
  })
})

test('[LS8] a version above the newest is another app’s to read, also where there are steps', () => {
  expect(() => readStoredRow('device', 'pause', { schemaVersion: 4 }, steps)).toThrow(StorageUnavailable)
})
