import { describe, expect, test } from 'vitest'
import { rowShapes } from '../../../dev/migrate/row-shapes.ts'
import { RowTooNew } from '../../../lambdas/migrations/row-too-new.ts'
import { newestVersion } from '../../../lambdas/migrations/row-version.ts'
import { upcastRow } from '../../../lambdas/migrations/upcast-row.ts'
import type { Upcaster } from '../../../lambdas/migrations/upcaster.ts'
import { inlineDocument } from '../../../lambdas/projects/document-bytes.ts'
import { projectSchemaVersion, readProject } from '../../../lambdas/projects/dynamo-project-attributes.ts'
import { recallMutation } from '../../../lambdas/projects/recent-mutations.ts'
import { sha256 } from '../../../testing/cloud/sha256.ts'
import { readStoredRows } from '../../migrations/read-stored-rows.ts'

const versions = Array.from({ length: projectSchemaVersion }, (_, index) => index + 1)
const readAll = (version: number) =>
  Object.fromEntries(readStoredRows('projects', version).map((row) => [row.id, readProject(row)]))

describe('project rows that releases have left', () => {
  test.each(versions)('[MI1] of version %i open: documents, times, tombstones, and mutations to recall', (version) => {
    const { holiday, draft, deleted } = readAll(version)
    expect(holiday).toMatchObject({
      name: 'Holiday film',
      version: 3,
      mediaRev: 2,
      deviceName: 'Studio laptop',
      assetIds: { kind: 'inline', ids: ['beach', 'song'] },
    })
    if (holiday?.document.kind !== 'inline') throw new Error('Its document was in its row.')
    expect(inlineDocument(holiday.document).data).toBe('{"OTIO_SCHEMA":"Timeline.1","name":"Ночь 🎬"}')
    expect(draft).toMatchObject({ version: 1, document: { encoding: 'gzip' }, savedAtMs: 1_790_000_000_000 })
    expect(deleted).toMatchObject({ version: 40, deletedAtMs: 1_790_000_500_000 })
    const recall = recallMutation(
      deleted?.recentMutations ?? {},
      'mutation-40',
      Buffer.from(sha256(new TextEncoder().encode('body 40')), 'base64'),
    )
    expect(recall).toEqual({ kind: 'same', version: 40 })
  })
  test('[MI1] of version 1 tell when they were last updated as when they were saved; later ones know better', () => {
    expect(readAll(1).holiday?.savedAtMs).toBe(1_790_000_900_000)
    expect(readAll(2).holiday).toMatchObject({ savedAtMs: 1_790_000_300_000, updatedAtMs: 1_790_000_900_000 })
  })
  test('[MI2] of a newer release are not read', () => {
    const [row] = readStoredRows('projects', projectSchemaVersion)
    const newer = { ...row, schema_version: projectSchemaVersion + 1 }
    expect(() => readProject(newer)).toThrow(RowTooNew)
    expect(() => readProject({ ...row, schema_version: undefined })).toThrow('Expected number')
  })
})

describe('the steps from one version to the next', () => {
  test.each(Object.entries(rowShapes))(
    '[MI1] of %s leave keys and versions alone, and what the listing shows',
    (_table, { keys, upcasters }) => {
      const inIndex = ['name', 'version', 'media_rev', 'created_at', 'updated_at', 'deleted_at', 'device_name']
      for (const row of readStoredRows('projects', 1)) {
        const newest = upcastRow(upcasters, row)
        for (const name of [...keys, ...inIndex]) expect(newest[name]).toEqual(row[name])
      }
    },
  )
  const chain: readonly Upcaster[] = [
    {
      reads: ['full_name'],
      removes: ['full_name'],
      sets: ({ full_name }) => ({ first: String(full_name).split(' ')[0] }),
    },
    { reads: ['first'], sets: ({ first }) => ({ initial: String(first)[0] }) },
  ]
  test('[MI1] are made one after the other, each on what the one before has made', () => {
    const row = { id: 'p', full_name: 'Ada Lovelace', other: 1, schema_version: 1 }
    expect(upcastRow(chain, row)).toEqual({ id: 'p', first: 'Ada', initial: 'A', other: 1, schema_version: 3 })
    expect(upcastRow(chain, row, 2)).toEqual({ id: 'p', first: 'Ada', other: 1, schema_version: 2 })
    expect(upcastRow(chain, { first: 'Bob', schema_version: 2 })).toEqual({
      first: 'Bob',
      initial: 'B',
      schema_version: 3,
    })
    expect(newestVersion(chain)).toBe(3)
  })
  test('[MI1] see what they say they read, and nothing else', () => {
    const seen: object[] = []
    const sets = (read: object) => {
      seen.push(read)
      return {}
    }
    const spy: Upcaster = { reads: ['a', 'b'], sets }
    upcastRow([spy], { a: 1, c: 3, schema_version: 1 })
    expect(seen).toEqual([{ a: 1 }])
  })
})
