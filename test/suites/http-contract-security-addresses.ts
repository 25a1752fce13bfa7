import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { SignedPart } from '#contract/media.ts'
import { DownloadReply } from '#contract/media-downloads.ts'
import { callerOf } from './api-caller.ts'
import { type AssetFixture, complete, makeAsset, opened, partBytes, send, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId } from './project-fixture.ts'

const twoParts = 9 * 1024 * 1024

/** Attacks with signed addresses: each is good for what it was given for, and for nothing else. */
export function describeAddressAttacks(target: HttpTarget): void {
  const started = async () => {
    const caller = await callerOf(target, freshId('user'))
    const id = await createProject(caller)
    const asset = await makeAsset(twoParts)
    const { signedParts } = await opened(caller, id, asset.body)
    const [first, second] = signedParts
    if (first === undefined || second === undefined) throw new Error('Two parts were not signed.')
    return { caller, id, asset, first, second }
  }
  const partOf = (asset: AssetFixture, number: number) => partBytes(asset.bytes, asset.plan, number)
  const nothingCame = async ({ caller, id, asset }: Awaited<ReturnType<typeof started>>) =>
    expect((await opened(caller, id, { ...asset.body, parts: [] })).uploadedParts).toEqual([])

  describe('signed addresses', { timeout: 60_000 }, () => {
    test.each([
      ['for another part', 'partNumber', '2'],
      ['for another upload', 'uploadId', 'another'],
      ['for longer than it lives', 'X-Amz-Expires', '604800'],
      ['with another day’s signature', 'X-Amz-Date', '20200101T000000Z'],
      ['with another signature', 'X-Amz-Signature', 'f'.repeat(64)],
    ])('[SE7] a part’s address is refused %s', async (_, name, value) => {
      const upload = await started()
      const url = changed(upload.first.url, name, value)
      const bytes = partOf(upload.asset, 1)
      expect([400, 403]).toContain((await send(target, { ...upload.first, url }, bytes)).status)
      await nothingCame(upload)
    })
    test('[SE7] a part’s address is refused for another part’s bytes, with their checksum or without', async () => {
      const upload = await started()
      const bytes = partOf(upload.asset, 2)
      for (const headers of [upload.first.headers, upload.second.headers, {}]) {
        expect([400, 403]).toContain((await send(target, { ...upload.first, headers }, bytes)).status)
      }
      await nothingCame(upload)
    })
    test('[SE7] a part’s address is refused for bytes added at the end, and for a part of them', async () => {
      const upload = await started()
      const bytes = partOf(upload.asset, 2)
      const longer = new Uint8Array([...bytes, 0])
      for (const other of [longer, bytes.slice(1), new Uint8Array(0)]) {
        expect([400, 403, 411]).toContain((await send(target, upload.second, other)).status)
      }
      await nothingCame(upload)
    })
    test.each(['GET', 'HEAD', 'DELETE', 'POST'])('[SE7] a part’s address is refused by %s', async (method) => {
      const upload = await started()
      const { url, headers } = upload.first
      expect([400, 403, 405]).toContain((await target.fetch(url, { method, headers })).status)
      await nothingCame(upload)
    })
    test('[SE7] a part’s address leads nowhere once the upload is complete', async () => {
      const { caller, id, asset, first, second } = await started()
      for (const [number, signed] of [first, second].entries()) await send(target, signed, partOf(asset, number + 1))
      expect((await complete(caller, id, asset)).json).toMatchObject({ state: 'stored' })
      const again = await send(target, first, partOf(asset, 1))
      expect([again.status, /<Code>(\w+)</.exec(await again.text())?.[1]]).toEqual([404, 'NoSuchUpload'])
    })
    test('[SE7] a download’s address is refused for another object, another name or another type', async () => {
      const caller = await callerOf(target, freshId('user'))
      const id = await createProject(caller)
      const [one, other] = [await makeAsset(10), await makeAsset(11)]
      const addresses: string[] = []
      for (const asset of [one, other]) {
        await upload(target, caller, id, asset)
        const answer = await caller.call('POST', `/projects/${id}/media/${asset.body.assetId}/download`)
        addresses.push(v.parse(DownloadReply, answer.json).url)
      }
      const [url = '', elsewhere = ''] = addresses
      const attacks = [
        url.replace(new URL(url).pathname, new URL(elsewhere).pathname),
        changed(url, 'response-content-type', 'text/html'),
        changed(url, 'response-content-disposition', 'inline'),
        changed(url, 'response-cache-control', 'public'),
        changed(url, 'X-Amz-Expires', '604800'),
      ]
      for (const attack of attacks) expect((await target.fetch(attack)).status).toBe(403)
      expect((await target.fetch(url)).status).toBe(200)
    })
  })
}

function changed(url: SignedPart['url'], name: string, value: string): string {
  const to = new URL(url)
  to.searchParams.set(name, value)
  return to.href
}
