import { describe, expect, test } from 'vitest'
import { readAccount, readWish } from '../../../lambdas/accounts/dynamo-account-attributes.ts'
import { readGarbage } from '../../../lambdas/garbage/dynamo-garbage-attributes.ts'
import {
  readHeldAsset,
  readHeldSnapshot,
  readSweptMedia,
  readSweptProject,
  readSweptVersion,
} from '../../../lambdas/housekeeping/dynamo-swept-attributes.ts'
import { readMedia } from '../../../lambdas/media/dynamo-media-attributes.ts'
import { bodyHash, deletionHash, keptHash } from '../../../lambdas/projects/body-hash.ts'
import { isPurging, readProject } from '../../../lambdas/projects/dynamo-project-attributes.ts'
import { recallMutation } from '../../../lambdas/projects/recent-mutations.ts'
import type { Item } from '../../../lambdas/storage/dynamo-refused-item.ts'
import { readVersion } from '../../../lambdas/versions/dynamo-version-attributes.ts'
import { readRowsOfEveryTable } from '../../migrations/read-stored-rows.ts'

const rows = readRowsOfEveryTable()
const kindOf = ({ checksum, state }: Item) => /^(garbage|snapshot)#/.exec(String(checksum))?.[1] ?? state
const storedAs = (kind: string) => {
  const found = rows.storedAssets.filter((row) => kindOf(row) === kind)
  expect(found.length).toBeGreaterThan(0)
  return found
}

describe('[MI1] what a release has left in its tables opens', () => {
  test('projects, their documents and lists wherever they are, tombstones, and what is being purged', () => {
    const read = rows.projects.map((row) => ({ ...readProject(row), isPurging: isPurging(row) }))
    expect(read.map(({ id, document, assetIds }) => [id, document.kind, assetIds.kind])).toEqual([
      ['big', 'snapshot', 'inline'],
      ['deleted', 'inline', 'inline'],
      ['film', 'inline', 'inline'],
      ['many', 'inline', 'object'],
      ['plain', 'inline', 'inline'],
      ['b2', 'inline', 'inline'],
    ])
    const swept = rows.projects.map(readSweptProject)
    expect(read.filter((one) => one.isPurging).map(({ id }) => id)).toEqual(['b2'])
    expect(swept.map(({ deletedAtMs }) => deletedAtMs !== undefined)).toEqual([false, true, false, false, false, true])
    expect(swept.map(({ keptRev }) => keptRev)).toContain(2)
  })
  test('versions: of the history, named, and sides of conflicts', () => {
    const read = rows.projectVersions.map(readVersion)
    expect(new Set(read.map(({ kept }) => kept))).toEqual(new Set(['history', 'named', 'conflict-side']))
    expect(read.map(({ document }) => document.kind)).toContain('snapshot')
    expect(read.map(({ assetIds }) => assetIds.kind)).toContain('object')
    expect(rows.projectVersions.map(readSweptVersion).map(({ id }) => id)).toEqual(read.map(({ id }) => id))
  })
  test('media: under way, stored, and marked', () => {
    expect(rows.projectMedia.map(readMedia).map(({ state }) => state)).toEqual(['stored', 'uploading', 'stored'])
    expect(rows.projectMedia.map(readSweptMedia).filter(({ mark }) => mark !== undefined)).toHaveLength(1)
  })
  test('bytes: an upload with who waits for it, what is stored, large documents, and garbage', () => {
    const waiting = [{ projectId: 'half', assetId: 'asset3' }]
    expect(storedAs('uploading').map(readHeldAsset)).toMatchObject([{ asset: { waiting } }])
    expect(storedAs('stored').map(readHeldAsset)).toMatchObject([{ pins: 2, asset: { state: 'stored', waiting: [] } }])
    expect(storedAs('snapshot').map(readHeldSnapshot)).toMatchObject([{ sizeBytes: 79_175 }])
    expect(storedAs('garbage').map(readGarbage)).toMatchObject([{ uploadId: expect.any(String) }])
  })
  test('accounts: what they have, what was wished gone, and one that was made by hand', () => {
    const [counted, erased] = rows.accounts
    expect(readAccount(counted)).toMatchObject({ usage: { storedBytes: 61_233_228, projects: 7, openUploads: 3 } })
    const wishedAtMs = 1_795_900_840_002
    expect(readAccount(erased)).toMatchObject({ usage: { projects: 1 }, erasedByMs: wishedAtMs })
    expect(readWish(erased, 'erasure1')).toBe(wishedAtMs)
    expect(readAccount({ user_id: 'u' })).toMatchObject({ usage: { storedBytes: 0 }, rev: 0 })
  })
  test('[PV3, PV9, HI9] writes, as they are recalled: one whose reply a deploy cut off is known again', () => {
    const document = { kind: 'inline', encoding: 'identity', data: 'third' } as const
    const write = { baseVersion: 2, mutationId: 'm-23250a8e-4de0-4232-aef5-a4991fa94bbf', name: 'Film', document }
    const recentOf = (id: string) => rows.projects.map(readProject).find((one) => one.id === id)?.recentMutations ?? {}
    const recalled = recallMutation(recentOf('plain'), write.mutationId, bodyHash({ ...write, assetIds: [] }))
    expect(recalled).toEqual({ kind: 'same', version: 3 })
    const deletion = deletionHash({ baseVersion: 1, mutationId: 'any' })
    expect(Buffer.from(recentOf('deleted').s2 ?? []).subarray(16, 32)).toEqual(Buffer.from(deletion).subarray(0, 16))
    const keep = {
      version: 3,
      mutationId: 'any',
      kept: 'named',
      label: 'Rough cut',
      name: 'Film',
      assetIds: [],
    } as const
    const named = rows.projectVersions.find((row) => row.label === keep.label)
    expect(named?.body_hash).toEqual(keptHash({ ...keep, assetIds: [], document: { ...document, data: 'kept' } }))
  })
})
