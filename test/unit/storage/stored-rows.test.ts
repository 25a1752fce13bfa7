import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readStoredRow } from '../../../client-lib/storage/stored-row.ts'
import { tableNames } from '../../../client-lib/storage/table-schemas.ts'
import type { TableName } from '../../../client-lib/storage/tables.ts'

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
