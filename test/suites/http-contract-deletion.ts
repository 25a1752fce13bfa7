import * as v from 'valibot'
import { expect, test } from 'vitest'
import { DeleteProjectReply } from '#contract/project-deletion.ts'
import { PutProjectReply } from '#contract/projects.ts'
import { type ApiAnswer, callerOf, problemIn } from './api-caller.ts'
import { complete, makeAsset, presign, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import {
  createProject,
  deleted,
  deleteProject,
  deletionOf,
  freshId,
  projectBody,
  putProject,
  written,
} from './project-fixture.ts'

/** Tombstones, and what undoes them. */
export function describeDeletionContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  const codeOf = (answer: ApiAnswer) => [answer.status, problemIn(answer).code]

  test('[PV9] deleting makes the next version, and the project answers project-deleted with it', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const { version, currentVersion, updatedAtMs } = await deleted(caller, id, 1)
    expect([version, currentVersion]).toEqual([2, 2])
    const read = await caller.call('GET', `/projects/${id}`)
    expect(problemIn(read)).toMatchObject({ status: 410, code: 'project-deleted', version, deletedAtMs: updatedAtMs })
  })
  test('[PV9] deleting on another version answers the winner, whole, and deletes nothing', async () => {
    const caller = await device()
    const id = await createProject(caller)
    await written(caller, id, { baseVersion: 1, name: 'winner' })
    for (const baseVersion of [1, 3]) {
      const answer = await deleteProject(caller, id, deletionOf(baseVersion))
      expect(codeOf(answer)).toEqual([409, 'version-conflict'])
      expect(problemIn(answer).winner).toMatchObject({ id, version: 2, name: 'winner' })
    }
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(200)
  })
  test("[PV9, ID3] an unknown project, and another user's, answer project-not-found", async () => {
    const id = await createProject(await device())
    const stranger = await callerOf(target, freshId('user'))
    for (const answer of [
      await deleteProject(await device(), freshId('project'), deletionOf(1)),
      await deleteProject(stranger, id, deletionOf(1)),
    ]) {
      expect(codeOf(answer)).toEqual([404, 'project-not-found'])
    }
    expect((await (await device()).call('GET', `/projects/${id}`)).status).toBe(200)
  })
  test('[PV9] a deletion without a body, on base 0 or with more than it takes is refused', async () => {
    const caller = await device()
    const id = await createProject(caller)
    for (const body of [undefined, deletionOf(0), { ...deletionOf(1), name: 'film' }, { baseVersion: 1 }]) {
      expect(codeOf(await deleteProject(caller, id, body))).toEqual([400, 'invalid-request'])
    }
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(200)
  })
  test('[PV9] a deletion sent again, also at once, answers the version it made, with that in force beside it', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const body = deletionOf(1)
    const answers = await Promise.all([deleteProject(caller, id, body), deleteProject(caller, id, body)])
    expect(answers.map(({ json }) => v.parse(DeleteProjectReply, json).version)).toEqual([2, 2])
    await written(caller, id, { baseVersion: 2, name: 'un-deleted elsewhere' })
    const again = v.parse(DeleteProjectReply, (await deleteProject(caller, id, body)).json)
    expect(again).toMatchObject({ version: 2, currentVersion: 3 })
    expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 3 })
  })
  test('[PV4, PV9] one mutation id is one change: neither a write and a deletion, nor two deletions', async () => {
    const caller = await device()
    const id = freshId('project')
    const body = projectBody()
    await putProject(caller, id, body)
    const answers = [await deleteProject(caller, id, { baseVersion: 1, mutationId: body.mutationId })]
    const deletion = deletionOf(1)
    await deleteProject(caller, id, deletion)
    answers.push(await deleteProject(caller, id, { ...deletion, baseVersion: 2 }))
    answers.push(await putProject(caller, id, { ...body, baseVersion: 2, mutationId: deletion.mutationId }))
    for (const answer of answers) expect(codeOf(answer)).toEqual([422, 'mutation-reused'])
  })
  test('[PV10] a tombstone refuses every write but the one on its version, and stays as it is', async () => {
    const caller = await device()
    const id = await createProject(caller)
    await deleted(caller, id, 1)
    const answers = [await deleteProject(caller, id, deletionOf(1)), await deleteProject(caller, id, deletionOf(2))]
    for (const baseVersion of [0, 1, 3]) answers.push(await putProject(caller, id, projectBody({ baseVersion })))
    for (const answer of answers) {
      expect(problemIn(answer)).toMatchObject({ status: 410, code: 'project-deleted', version: 2 })
    }
  })
  test('[PV10, PV11] the media of a tombstone answer project-not-found, and are there again once it is un-deleted', async () => {
    const caller = await device()
    const asset = await makeAsset(1000)
    const { assetId } = asset.body
    const id = await createProject(caller, { assetIds: [assetId] })
    await upload(target, caller, id, asset)
    await deleted(caller, id, 1)
    const download = () => caller.call('POST', `/projects/${id}/media/${assetId}/download`)
    expect(codeOf(await caller.call('GET', `/projects/${id}/media`))).toEqual([404, 'project-not-found'])
    for (const answer of [await presign(caller, id, asset.body), await complete(caller, id, asset), await download()]) {
      expect(codeOf(answer)).toEqual([404, 'project-not-found'])
    }
    const body = projectBody({ baseVersion: 2, assetIds: [assetId] })
    const reply = v.parse(PutProjectReply, (await putProject(caller, id, body)).json)
    expect(reply).toMatchObject({ version: 3, currentVersion: 3, mediaRev: 1, missingAssets: [] })
    expect((await download()).status).toBe(200)
    const read = await caller.call('GET', `/projects/${id}`)
    expect([read.headers.get('etag'), read.json]).toMatchObject(['"3.1"', { assets: [{ assetId, state: 'stored' }] }])
  })
  test('[PV11] of two devices that un-delete at once one is taken, and the other meets it as the winner', async () => {
    const caller = await device()
    const id = await createProject(caller)
    await deleted(caller, id, 1)
    const bodies = ['left', 'right'].map((name) => projectBody({ baseVersion: 2, name }))
    const answers = await Promise.all(bodies.map((body) => putProject(caller, id, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
}
