import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'

type StoredRow = Record<string, AttributeValue>
type Table = 'projects' | 'projectVersions' | 'projectMedia' | 'storedAssets' | 'accounts'

/** Rows as a release of that version left them in the table, in DynamoDB's own JSON; the file is never changed. */
export function readStoredRows(table: 'projects', version: number): Item[] {
  const rows: StoredRow[] = readStored(`${table}-${version}`)
  return rows.map((row) => unmarshall(row))
}

/** A stack's rows, one of each kind, as the functions of one release left them; the file is never changed. */
export function readRowsOfEveryTable(): Record<Table, Item[]> {
  const tables: Record<Table, StoredRow[]> = readStored('every-table')
  const plain = Object.entries(tables).map(([table, rows]) => [table, rows.map((row) => unmarshall(row))])
  return Object.fromEntries(plain)
}

function readStored(name: string) {
  const text = readFileSync(join(import.meta.dirname, 'stored-rows', `${name}.json`), 'utf8')
  return JSON.parse(text, (key, value) =>
    // Bytes are base64 in JSON; an attribute is never named as its type.
    key === 'B' ? new Uint8Array(Buffer.from(value, 'base64')) : value,
  )
}
