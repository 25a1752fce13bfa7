import * as v from 'valibot'
import { expect, test } from 'vitest'
import { InlineDocument, ProjectReply } from '#contract/projects.ts'
import { type ApiAnswer, callerOf, problemIn } from './api-caller.ts'
import { makeAsset, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleted, freshId, written } from './project-fixture.ts'
import { historyUpTo, streamTimeoutMs, versionOf } from './version-fixture.ts'

const documentOf = (data: string) => ({ kind: 'inline', encoding: 'identity', data }) as const

/** What was in force, read and brought back. */
export function describeHistoryContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  const codeOf = (answer: ApiAnswer) => [answer.status, problemIn(answer).code]

  test('[HI2, HI7, HI8] each version comes into the history, the deletion too, and can be read and brought back', {
    timeout: streamTimeoutMs,
  }, async () => {
    const caller = await device()
    const first = { name: 'Rough cut', document: documentOf('{"n": 1.0,\r\n"é":NaN}'), assetIds: ['a1'] }
    const id = await createProject(caller, { ...first, deviceName: 'laptop' })
    await written(caller, id, { baseVersion: 1, name: 'Final cut', document: documentOf('') })
    const { updatedAtMs } = await deleted(caller, id, 2)

    const versions = await historyUpTo(caller, id, 3)
    expect(versions.map((one) => [one.id, one.version, one.kept, one.name, one.deletedAtMs])).toEqual([
      ['3', 3, 'history', 'Final cut', updatedAtMs],
      ['2', 2, 'history', 'Final cut', undefined],
      ['1', 1, 'history', 'Rough cut', undefined],
    ])
    expect(versions.filter((one) => 'document' in one || 'assetIds' in one)).toEqual([])
    const old = await versionOf(caller, id, '1')
    expect(old).toEqual({ ...versions[2], ...first, deviceName: 'laptop' })

    const { name, assetIds } = old
    const document = v.parse(InlineDocument, old.document)
    expect(await written(caller, id, { baseVersion: 3, name, document, assetIds })).toMatchObject({ version: 4 })
    const read = v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json)
    expect(read).toMatchObject({ ...first, version: 4 })
    const restored = await historyUpTo(caller, id, 4)
    expect(restored.map((one) => one.id)).toEqual(['4', '3', '2', '1'])
    const final = v.parse(InlineDocument, (await versionOf(caller, id, '2')).document)
    expect(await written(caller, id, { baseVersion: 4, name: 'Final cut', document: final })).toMatchObject({
      version: 5,
    })
    const { json } = await caller.call('GET', `/projects/${id}`)
    expect(json).toMatchObject({ version: 5, name: 'Final cut', document: documentOf('') })
  })
  test('[HI2] media that arrive make no version, and add nothing to the history', {
    timeout: streamTimeoutMs,
  }, async () => {
    const caller = await device()
    const asset = await makeAsset(1000)
    const id = await createProject(caller, { assetIds: [asset.body.assetId] })
    await upload(target, caller, id, asset)
    await written(caller, id, { baseVersion: 1, assetIds: [asset.body.assetId] })
    const versions = await historyUpTo(caller, id, 2)
    expect(versions.map((one) => one.id)).toEqual(['2', '1'])
    expect(versions[1]?.madeAtMs).toBeLessThanOrEqual(versions[0]?.madeAtMs ?? 0)
  })
  test('[HI8] a version that is not there answers version-not-found, and what names none is refused', async () => {
    const caller = await device()
    const id = await createProject(caller)
    for (const version of ['0', '2', '999999999999', '1~m1']) {
      const answer = await caller.call('GET', `/projects/${id}/versions/${version}`)
      expect(codeOf(answer)).toEqual([404, 'version-not-found'])
    }
    for (const version of ['01', '-1', 'one', '1~', '1234567890123', '1%23a', '1~a.b']) {
      const answer = await caller.call('GET', `/projects/${id}/versions/${version}`)
      expect(codeOf(answer)).toEqual([400, 'invalid-request'])
      expect(problemIn(answer).issues).toMatchObject([{ path: 'params.version' }])
    }
  })
  test('[HI10, ID3] an unknown project, and another user’s, answer alike to list and read', async () => {
    const id = await createProject(await device())
    const stranger = await callerOf(target, freshId('user'))
    for (const [caller, project] of [
      [stranger, id],
      [await device(), freshId('project')],
    ] as const) {
      expect(codeOf(await caller.call('GET', `/projects/${project}/versions`))).toEqual([404, 'project-not-found'])
      expect(codeOf(await caller.call('GET', `/projects/${project}/versions/1`))).toEqual([404, 'version-not-found'])
    }
  })
}
