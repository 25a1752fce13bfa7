import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ListMediaReply } from '#contract/media.ts'
import { type ApiCaller, callerOf } from './api-caller.ts'
import { type AssetFixture, complete, makeAsset, opened, sendAll } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId } from './project-fixture.ts'

const threeParts = 17 * 1024 * 1024

/** The same bytes, sent by several devices of a user at once. */
export function describeSharedUploads(target: HttpTarget): void {
  const user = freshId('user')
  const stateOf = async (caller: ApiCaller, id: string) => {
    const { media } = v.parse(ListMediaReply, (await caller.call('GET', `/projects/${id}/media`)).json)
    const { headers } = await caller.call('GET', `/projects/${id}`)
    return { states: media.map(({ assetId, state }) => `${assetId} ${state}`), etag: headers.get('etag') }
  }
  /** One file as two devices have it, each in a project of its own; both have just asked to send it, at once. */
  const twoDevices = async (sizeBytes: number) => {
    const asset = await makeAsset(sizeBytes)
    const begin = async (assetId: string) => {
      const caller = await callerOf(target, user)
      const mine: AssetFixture = { ...asset, body: { ...asset.body, assetId } }
      return { caller, asset: mine, id: await createProject(caller) }
    }
    const [a, b] = [await begin('on-a'), await begin('on-b')]
    const ask = ({ caller, asset: mine, id }: typeof a) => opened(caller, id, mine.body)
    const [replyA, replyB] = await Promise.all([ask(a), ask(b)])
    expect(replyA.uploadId).toBe(replyB.uploadId)
    return { a, b, replyA, replyB }
  }

  describe('uploads that devices share', { timeout: 60_000 }, () => {
    test.each([
      ['three parts', threeParts],
      ['one part', 1000],
    ])(
      '[UP19] of a file of %s, asked for by two devices at once, one sends and completes, and both have it',
      async (_, size) => {
        const { a, b, replyA } = await twoDevices(size)
        await sendAll(target, a.asset, replyA)
        expect((await complete(a.caller, a.id, a.asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
        for (const { caller, id, asset } of [a, b]) {
          expect(await stateOf(caller, id)).toEqual({ states: [`${asset.body.assetId} stored`], etag: '"1.1"' })
        }
        expect((await complete(b.caller, b.id, b.asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
        expect((await stateOf(b.caller, b.id)).etag).toBe('"1.1"')
      },
    )
    test('[UP19] two devices may both send all of it and complete at once: each row is stored once', async () => {
      const { a, b, replyA, replyB } = await twoDevices(threeParts)
      await Promise.all([sendAll(target, a.asset, replyA), sendAll(target, b.asset, replyB)])
      const finish = ({ caller, id, asset }: typeof a) => complete(caller, id, asset)
      const answers = await Promise.all([finish(a), finish(b)])
      for (const { json } of answers) expect(json).toEqual({ state: 'stored', mediaRev: 1 })
      for (const { caller, id, asset } of [a, b]) {
        expect(await stateOf(caller, id)).toEqual({ states: [`${asset.body.assetId} stored`], etag: '"1.1"' })
      }
    })
  })
}
