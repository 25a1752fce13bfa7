import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ListMediaReply } from '#contract/media.ts'
import { type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import { complete, makeAsset, opened, partBytes, presign, send, sendAll, upload } from './asset-fixture.ts'
import { usedBy } from './http-contract-usage.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleted, freshId } from './project-fixture.ts'

const severalParts = 9 * 1024 * 1024

/** Every rule of taking assets off a project that shows over HTTP. */
export function describeRemovalContract(target: HttpTarget): void {
  const start = async () => {
    const caller = await callerOf(target, freshId('user'))
    return { caller, id: await createProject(caller) }
  }
  const remove = (caller: ApiCaller, id: string, assetId: string) =>
    caller.call('DELETE', `/projects/${id}/media/${assetId}`)
  const listed = async (caller: ApiCaller, id: string) =>
    v
      .parse(ListMediaReply, (await caller.call('GET', `/projects/${id}/media`)).json)
      .media.map(({ assetId }) => assetId)

  describe('taking an asset off a project', () => {
    test.each([1000, severalParts])(
      '[RM1] an upload of %i bytes is cancelled: its row and session are gone, its bytes count until they are deleted',
      async (sizeBytes) => {
        const { caller, id } = await start()
        const asset = await makeAsset(sizeBytes)
        const { assetId } = asset.body
        const session = await opened(caller, id, asset.body)
        await sendAll(target, asset, session)
        const answer = await remove(caller, id, assetId)
        expect([answer.status, answer.json]).toEqual([200, { state: 'cancelled' }])
        expect(await listed(caller, id)).toEqual([])
        expect(problemIn(await complete(caller, id, asset)).code).toBe('asset-not-found')
        expect(await usedBy(caller)).toEqual({ storedBytes: sizeBytes, projects: 1, openUploads: 0 })
        const again = await opened(caller, id, asset.body)
        expect(again.uploadId).not.toBe(session.uploadId)
        expect(again.uploadedParts).toEqual([])
        expect(await usedBy(caller)).toEqual({ storedBytes: 2 * sizeBytes, projects: 1, openUploads: 1 })
        await sendAll(target, asset, again)
        expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
      },
    )
    test('[RM1] an address of a cancelled upload takes no part any more', async () => {
      const { caller, id } = await start()
      // Its last part is small: some stores hang up on a body that they will not take.
      const asset = await makeAsset(8 * 1024 * 1024 + 10)
      const last = (await opened(caller, id, asset.body)).signedParts.at(-1)
      if (last === undefined) throw new Error('No part was signed.')
      await remove(caller, id, asset.body.assetId)
      expect((await send(target, last, partBytes(asset.bytes, asset.plan, 2))).status).toBe(404)
    })
    test('[RM1] others who wait for the same bytes go on with their upload, and complete it', async () => {
      const { caller, id } = await start()
      const other = await createProject(caller)
      const asset = await makeAsset(severalParts)
      const session = await opened(caller, id, asset.body)
      expect((await opened(caller, other, asset.body)).uploadId).toBe(session.uploadId)
      expect((await remove(caller, id, asset.body.assetId)).json).toEqual({ state: 'cancelled' })
      await sendAll(target, asset, session)
      expect((await complete(caller, other, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
      expect(await listed(caller, id)).toEqual([])
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ mediaRev: 0 })
      expect(await usedBy(caller)).toEqual({ storedBytes: severalParts, projects: 2, openUploads: 0 })
    })
    test('[RM2] a stored asset is detached, also repeatedly: nothing of it goes', async () => {
      const { caller, id } = await start()
      const asset = await makeAsset(1000)
      const { assetId } = asset.body
      await upload(target, caller, id, asset)
      for (const _again of [1, 2]) expect((await remove(caller, id, assetId)).json).toEqual({ state: 'detached' })
      expect(await listed(caller, id)).toEqual([assetId])
      expect((await caller.call('POST', `/projects/${id}/media/${assetId}/download`)).status).toBe(200)
      expect((await presign(caller, id, asset.body)).json).toEqual({ state: 'stored' })
      expect(await usedBy(caller)).toMatchObject({ storedBytes: 1000 })
    })
    test('[RM3] what the project does not have is not found, a cancelled asset too; nor is anything of a deleted project', async () => {
      const { caller, id } = await start()
      const asset = await makeAsset(1000)
      const { assetId } = asset.body
      const refused = async () => problemIn(await remove(caller, id, assetId)).code
      expect(await refused()).toBe('asset-not-found')
      await opened(caller, id, asset.body)
      await remove(caller, id, assetId)
      expect(await refused()).toBe('asset-not-found')
      await opened(caller, id, asset.body)
      await deleted(caller, id, 1)
      expect(await refused()).toBe('project-not-found')
    })
    test('[RM1] of devices that cancel at once one does, and the upload ends once', async () => {
      const { caller, id } = await start()
      const asset = await makeAsset(1000)
      await opened(caller, id, asset.body)
      const answers = await Promise.all(Array.from({ length: 5 }, () => remove(caller, id, asset.body.assetId)))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(await usedBy(caller)).toEqual({ storedBytes: 1000, projects: 1, openUploads: 0 })
    })
  })
}
