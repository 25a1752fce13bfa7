import { describe, expect, test } from 'vitest'
import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import { type ApiAnswer, type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import { complete, makeAsset, opened, presign, send, sendAll, upload } from './asset-fixture.ts'
import { describeUsageContract, usedBy } from './http-contract-usage.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleted, deletionOf, freshId, projectBody, putProject, written } from './project-fixture.ts'
import { presignedFor, presignSnapshot } from './snapshot-fixture.ts'
import { keepVersion, keptBody } from './version-fixture.ts'

/** What the targets of this suite give their users. */
export const smallLimits = {
  storedBytes: 100_000,
  fileBytes: 80_000,
  projects: 2,
  openUploads: 2,
} as const satisfies AccountLimits

const manyIds = Array.from({ length: 2500 }, (_, index) => `a${index}`)
const code = (answer: ApiAnswer) => (answer.status === 200 ? 'taken' : problemIn(answer).code)

/** Every rule of limits that shows over HTTP; on targets that were made with `smallLimits`. */
export function describeQuotaContract(target: HttpTarget): void {
  const start = async () => {
    const caller = await callerOf(target, freshId('user'))
    return { caller, id: await createProject(caller) }
  }
  const exceeded = (quota: string, limit: number, used: number) => ({
    ...{ status: 403, code: 'quota-exceeded' },
    ...{ quota, limit, used },
  })
  /** Takes bytes of the account. */
  const fill = async (caller: ApiCaller, id: string, sizeBytes: number) =>
    upload(target, caller, id, await makeAsset(sizeBytes))

  describe(`quotas over HTTP on ${target.name}`, () => {
    describeUsageContract(target)
    test('[QT2] a file over the limit of one file is too large, and the limit is named', async () => {
      const { caller, id } = await start()
      const { body } = await makeAsset(smallLimits.fileBytes + 1)
      const problem = { status: 413, code: 'file-too-large', limitBytes: smallLimits.fileBytes }
      expect(problemIn(await presign(caller, id, body))).toMatchObject(problem)
      expect(await usedBy(caller)).toMatchObject({ storedBytes: 0, openUploads: 0 })
    })
    test('[QT2] [QT3] at the limit of projects none is created or brought back; all others go on, and a deletion makes room', async () => {
      const { caller, id } = await start()
      const second = await createProject(caller)
      const third = freshId('project')
      const full = exceeded('projects', 2, 2)
      expect(problemIn(await putProject(caller, third, projectBody()))).toMatchObject(full)
      expect((await caller.call('GET', `/projects/${third}`)).status).toBe(404)
      await written(caller, id, { baseVersion: 1 })
      await deleted(caller, second, 1)
      await createProject(caller, {}, third)
      expect(problemIn(await putProject(caller, second, projectBody({ baseVersion: 2 })))).toMatchObject(full)
      expect((await caller.call('GET', `/projects/${second}`)).status).toBe(410)
      expect(await usedBy(caller)).toMatchObject({ projects: 2 })
    })
    test('[QT2] bytes over the limit are not signed for, of files, documents and lists; up to it they are', async () => {
      const { caller, id } = await start()
      await fill(caller, id, 60_000)
      const full = exceeded('stored-bytes', 100_000, 60_000)
      const { body } = await makeAsset(40_001)
      expect(problemIn(await presign(caller, id, body))).toMatchObject(full)
      const document = new Uint8Array(40_001)
      const asked = { sizeBytes: document.byteLength, checksum: sha256(document) }
      expect(problemIn(await presignSnapshot(caller, id, asked))).toMatchObject(full)
      expect((await caller.call('GET', `/projects/${id}/media`)).json).toMatchObject({ media: [{ sizeBytes: 60_000 }] })
      await presignedFor(caller, id, new Uint8Array(40_000))
      const list = projectBody({ baseVersion: 1, assetIds: manyIds })
      expect(problemIn(await putProject(caller, id, list))).toMatchObject(exceeded('stored-bytes', 100_000, 100_000))
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 1, assetIds: [] })
    })
    test('[QT2] as many uploads as may be are open, and the next once one has ended', async () => {
      const { caller, id } = await start()
      const [first, second, third] = [await makeAsset(10), await makeAsset(11), await makeAsset(12)]
      const session = await opened(caller, id, first.body)
      await opened(caller, id, second.body)
      expect(problemIn(await presign(caller, id, third.body))).toMatchObject(exceeded('open-uploads', 2, 2))
      expect((await opened(caller, id, first.body)).uploadId).toBe(session.uploadId)
      await sendAll(target, first, session)
      await complete(caller, id, first)
      await opened(caller, id, third.body)
    })
    test('[QT3] with no byte left, what the account has already is attached, read and deleted', async () => {
      const { caller, id } = await start()
      const asset = await makeAsset(60_000)
      await upload(target, caller, id, asset)
      await fill(caller, id, 40_000)
      const other = await createProject(caller)
      expect((await presign(caller, other, asset.body)).json).toEqual({ state: 'stored' })
      const path = `/projects/${other}/media/${asset.body.assetId}/download`
      expect((await caller.call('POST', path)).status).toBe(200)
      await deleted(caller, other, 1)
    })
    test('[QT3] with no byte left, a write and a version whose replies were lost are answered as made, and others refused', async () => {
      const { caller, id } = await start()
      const write = projectBody({ baseVersion: 1, assetIds: manyIds })
      const version = keptBody({ version: 1, assetIds: manyIds.slice(1) })
      expect(code(await putProject(caller, id, write))).toBe('taken')
      expect((await keepVersion(caller, id, version)).status).toBe(201)
      const { storedBytes } = await usedBy(caller)
      await fill(caller, id, smallLimits.storedBytes - storedBytes)
      expect((await putProject(caller, id, write)).json).toMatchObject({ version: 2, currentVersion: 2 })
      expect((await keepVersion(caller, id, version)).status).toBe(200)
      const refused = async (change: object) => code(await putProject(caller, id, { ...write, ...change }))
      expect(await refused({ name: 'other' })).toBe('mutation-reused')
      expect(await refused({ mutationId: freshId('mutation') })).toBe('version-conflict')
      const fresh = { mutationId: freshId('mutation'), assetIds: manyIds.slice(2) }
      expect(await refused({ baseVersion: 2, ...fresh })).toBe('quota-exceeded')
      expect(code(await putProject(caller, freshId('project'), { ...write, ...fresh }))).toBe('project-not-found')
      expect(code(await keepVersion(caller, id, { ...version, ...fresh }))).toBe('quota-exceeded')
      expect(code(await keepVersion(caller, id, { ...version, name: 'other' }))).toBe('mutation-reused')
      const small = projectBody({ baseVersion: 2 })
      expect(code(await putProject(caller, id, small))).toBe('taken')
      expect(code(await caller.call('DELETE', `/projects/${id}`, { body: deletionOf(3) }))).toBe('taken')
    })
    test('[QT4] room is not had twice by presigning, cancelling and sending to the address that is still good', async () => {
      const { caller, id } = await start()
      await fill(caller, id, 50_010)
      const asset = await makeAsset(49_980)
      const { signedParts } = await opened(caller, id, asset.body)
      const path = `/projects/${id}/media/${asset.body.assetId}`
      expect((await caller.call('DELETE', path)).json).toEqual({ state: 'cancelled' })
      const [signed] = signedParts
      if (signed === undefined) throw new Error('No part was signed.')
      expect((await send(target, signed, asset.bytes)).status).toBe(200)
      const full = exceeded('stored-bytes', 100_000, 99_990)
      expect(problemIn(await presign(caller, id, asset.body))).toMatchObject(full)
      expect(problemIn(await presign(caller, id, (await makeAsset(11)).body))).toMatchObject(full)
      expect(await usedBy(caller)).toMatchObject({ storedBytes: 99_990, openUploads: 0 })
      await opened(caller, id, (await makeAsset(10)).body)
    })
    test('[QT2] [SR1] of devices that ask at once, none gets what another has got', async () => {
      const { caller, id } = await start()
      await fill(caller, id, 70_000)
      const assets = await Promise.all(Array.from({ length: 6 }, () => makeAsset(15_000)))
      const answers = await Promise.all(assets.map(({ body }) => presign(caller, id, body)))
      expect(answers.map(code).sort()).toEqual([...Array(4).fill('quota-exceeded'), 'taken', 'taken'])
      expect(await usedBy(caller)).toMatchObject({ storedBytes: 100_000, openUploads: 2 })
    })
  })
}
