import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { ConflictRow } from '../../../client-lib/conflicts/conflict-row.ts'
import { DocumentRow, documentKey } from '../../../client-lib/documents/document-row.ts'
import type { ProjectContent } from './project-content.ts'

/** Both sides of every conflict answered on this device, as its database still holds them. */
export async function keptSides(page: Page): Promise<readonly ProjectContent[]> {
  const rows = await page.evaluate(readSyncDatabases)
  const conflicts = rows.conflicts.map((row) => v.parse(ConflictRow, row)).filter((row) => row.state === 'answered')
  const documents = new Map(rows.documents.map(([key, row]) => [key, v.parse(DocumentRow, row)]))
  return conflicts
    .flatMap(({ projectId, local, remote }) => [
      documentKey(projectId, local.hash),
      documentKey(projectId, remote.hash),
    ])
    .map((key) => documents.get(key))
    .filter((row) => row !== undefined)
    .map(({ name, document }) => ({ name, document: textOf(document) }))
}

function textOf(document: DocumentRow['document']): string {
  if (document.kind !== 'inline') throw new TypeError('The demo edits no document that is too large for its row.')
  const { encoding, data } = document
  return encoding === 'gzip' ? gunzipSync(Buffer.from(data, 'base64')).toString('utf8') : data
}

/** Runs in the page: the rows of each database that has the sync's tables. */
async function readSyncDatabases(): Promise<{ conflicts: unknown[]; documents: [string, unknown][] }> {
  const found = { conflicts: [] as unknown[], documents: [] as [string, unknown][] }
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name ?? ''))
    if (database.objectStoreNames.contains('conflicts') && database.objectStoreNames.contains('documents')) {
      const reading = database.transaction(['conflicts', 'documents'])
      const keys = await settled(reading.objectStore('documents').getAllKeys())
      const documents = await settled(reading.objectStore('documents').getAll())
      found.conflicts.push(...(await settled(reading.objectStore('conflicts').getAll())))
      found.documents.push(...keys.map((key, index): [string, unknown] => [String(key), documents[index]]))
    }
    database.close()
  }
  return found
}
