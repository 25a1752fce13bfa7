import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'

/** Rows as a release of that version left them in the table, in DynamoDB's own JSON; the file is never changed. */
export function readStoredRows(table: 'projects', version: number): Item[] {
  const text = readFileSync(join(import.meta.dirname, 'stored-rows', `${table}-${version}.json`), 'utf8')
  const rows: Record<string, AttributeValue>[] = JSON.parse(text, (key, value) =>
    // Bytes are base64 in JSON; an attribute is never named as its type.
    key === 'B' ? new Uint8Array(Buffer.from(value, 'base64')) : value,
  )
  return rows.map((row) => unmarshall(row))
}
