import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ListProjectsReply } from '#contract/projects.ts'
import { type ApiAnswer, callerOf, problemIn } from './api-caller.ts'
import { complete, makeAsset, presign, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import {
  createProject,
  deleted,
  deleteProject,
  deletionOf,
  erased,
  erasureOf,
  freshId,
  projectBody,
  putProject,
} from './project-fixture.ts'
import { keepVersion, kept, keptBody } from './version-fixture.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A user's data, gone at the user's wish. */
export function describeErasureContract(target: HttpTarget): void {
  const newUser = () => callerOf(target, freshId('user'))
  const codeOf = (answer: ApiAnswer) => [answer.status, problemIn(answer).code]
  const notThere = [404, 'project-not-found']

  test('[ER1] every project is out of reach at once, deleted ones too: nothing reads, writes, keeps or brings it back', async () => {
    const caller = await newUser()
    const [live, tombstone] = [await createProject(caller), await createProject(caller)]
    await deleted(caller, tombstone, 1)
    const reply = await erased(caller)
    if (reply.state !== 'erased') throw new Error('Not erased.')
    expect(reply.goneByMs - Date.now()).toBeLessThanOrEqual(3 * dayMs)
    for (const [id, version] of [
      [live, 1],
      [tombstone, 2],
    ] as const) {
      expect(codeOf(await caller.call('GET', `/projects/${id}`))).toEqual(notThere)
      expect(codeOf(await putProject(caller, id, projectBody({ baseVersion: version })))).toEqual(notThere)
      expect(codeOf(await deleteProject(caller, id, deletionOf(version)))).toEqual(notThere)
      expect(codeOf(await keepVersion(caller, id, keptBody()))).toEqual(notThere)
    }
    const listed = v.parse(ListProjectsReply, (await caller.call('GET', '/projects')).json)
    expect(listed.projects).toEqual([])
  })
  test('[ER1, HI10] no version of before is listed or given, nor one that was kept', async () => {
    const caller = await newUser()
    const [live, tombstone] = [await createProject(caller), await createProject(caller)]
    await deleted(caller, tombstone, 1)
    const versions = [[live, await kept(caller, live)] as const, [tombstone, await kept(caller, tombstone)] as const]
    for (const [id, version] of versions)
      expect((await caller.call('GET', `/projects/${id}/versions/${version.id}`)).status).toBe(200)
    await erased(caller)
    for (const [id, version] of versions) {
      expect(codeOf(await caller.call('GET', `/projects/${id}/versions`))).toEqual(notThere)
      expect(codeOf(await caller.call('GET', `/projects/${id}/versions/${version.id}`))).toEqual([
        404,
        'version-not-found',
      ])
    }
  })
  test('[ER1] media of before can be neither fetched, sent nor finished', async () => {
    const caller = await newUser()
    const id = await createProject(caller)
    const [stored, waiting] = [await makeAsset(1000), await makeAsset(2000)]
    await upload(target, caller, id, stored)
    await presign(caller, id, waiting.body)
    await erased(caller)
    const { assetId } = stored.body
    for (const answer of [
      await caller.call('POST', `/projects/${id}/media/${assetId}/download`),
      await caller.call('GET', `/projects/${id}/media`),
      await presign(caller, id, waiting.body),
      await complete(caller, id, waiting),
    ]) {
      expect(codeOf(answer)).toEqual(notThere)
    }
  })
  test('[ER2] other devices hear of it as of any deletion', async () => {
    const caller = await newUser()
    const id = await createProject(caller)
    const { nextSince } = v.parse(ListProjectsReply, (await caller.call('GET', '/projects')).json)
    await erased(caller)
    const changes = await caller.call('GET', `/projects?since=${nextSince}`)
    expect(v.parse(ListProjectsReply, changes.json).projects).toMatchObject([{ state: 'deleted', id }])
  })
  test('[ER3] asked again under the same id it takes nothing that was made since; under another it does', async () => {
    const caller = await newUser()
    const wish = erasureOf()
    await createProject(caller)
    const first = await erased(caller, wish)
    const since = await createProject(caller)
    expect(await erased(caller, wish)).toEqual(first)
    expect((await caller.call('GET', `/projects/${since}`)).status).toBe(200)
    await erased(caller)
    expect(codeOf(await caller.call('GET', `/projects/${since}`))).toEqual(notThere)
  })
  test('[ER3] asked again under an id, also where another was asked under since, nothing goes that was made after either', async () => {
    const caller = await newUser()
    const [wish, other] = [erasureOf(), erasureOf()]
    const first = await erased(caller, wish)
    await erased(caller, other)
    const since = await createProject(caller)
    expect(await erased(caller, wish)).toEqual(first)
    expect((await caller.call('GET', `/projects/${since}`)).status).toBe(200)
  })
  test('[ER3] nobody erases by mistake, and nobody else', async () => {
    const [caller, stranger] = [await newUser(), await newUser()]
    const id = await createProject(caller)
    const { erasureId, confirm } = erasureOf()
    for (const body of [undefined, {}, { erasureId }, { confirm }, { erasureId, confirm: 'yes' }]) {
      expect(codeOf(await caller.call('DELETE', '/account', { body }))).toEqual([400, 'invalid-request'])
    }
    await erased(stranger)
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(200)
  })
}
