import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { ProjectReply, PutProjectReply, WinningVersion } from '#contract/projects.ts'
import { callerOf, problemIn } from './api-caller.ts'
import { makeAsset, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { deleted, freshId, projectBody, putProject, written } from './project-fixture.ts'

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `asset-${String(index).padStart(58, '0')}`)

/** Projects that refer to many assets: past 2,000 the list is kept beside the row. */
export function describeManyAssetsContract(target: HttpTarget): void {
  const user = freshId('user')

  describe.each([2000, 2001, 2500])('a project of %i assets', { timeout: 60_000 }, (count) => {
    const assetIds = idsOf(count)

    test('[SN5, PV7] lists them in order, and tells which of them are stored', async () => {
      const caller = await callerOf(target, user)
      const id = freshId('project')
      const first = await written(caller, id, { assetIds })
      expect(first.missingAssets).toEqual(assetIds)
      const asset = await makeAsset(10, { assetId: assetIds[1234] as string })
      await upload(target, caller, id, asset)
      const project = v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json)
      expect(project.assetIds).toEqual(assetIds)
      const states = assetIds.map((assetId, index) => [assetId, index === 1234 ? 'stored' : 'missing'])
      expect(project.assets.map(({ assetId, state }) => [assetId, state])).toEqual(states)
      expect(project.assets[1234]?.fileName).toBe(count > limits.describedAssets ? undefined : asset.body.fileName)
      const second = await written(caller, id, { baseVersion: 1, assetIds })
      expect(second.missingAssets).toEqual(assetIds.filter((_, index) => index !== 1234))
    })
    test('[SN5, PV2, PV3, PV4] keeps the rules of writes: the list is part of what is written', async () => {
      const caller = await callerOf(target, user)
      const id = freshId('project')
      const body = projectBody({ assetIds })
      for (const _ of ['made', 'made before']) {
        const { json } = await putProject(caller, id, body)
        expect(v.parse(PutProjectReply, json)).toMatchObject({ version: 1, currentVersion: 1 })
      }
      const shorter = await putProject(caller, id, { ...body, assetIds: assetIds.slice(1) })
      expect(problemIn(shorter).code).toBe('mutation-reused')
      const conflict = problemIn(await putProject(caller, id, projectBody()))
      expect(v.parse(WinningVersion, conflict.winner).assetIds).toEqual(assetIds)
      await deleted(caller, id, 1)
      await written(caller, id, { baseVersion: 2, assetIds: ['only'] })
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ assetIds: ['only'] })
    })
  })
  test('[SN5] a project of 20,000 assets comes back whole, one of 20,001 is refused', { timeout: 60_000 }, async () => {
    const caller = await callerOf(target, user)
    const id = freshId('project')
    const assetIds = idsOf(limits.assetsPerProject)
    await written(caller, id, { assetIds })
    const project = v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json)
    expect([project.assetIds, project.assets.length]).toEqual([assetIds, limits.assetsPerProject])
    const tooMany = await putProject(caller, id, projectBody({ baseVersion: 1, assetIds: [...assetIds, 'more'] }))
    expect([tooMany.status, problemIn(tooMany).code]).toEqual([400, 'invalid-request'])
  })
}
