import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { DownloadReply } from '#contract/media-downloads.ts'
import { type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import { assetOf, makeAsset, opened, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId } from './project-fixture.ts'

const markup = {
  HTML: '<!doctype html><script>document.title = "run"</script>',
  SVG: '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>',
}

/** Presigned downloads. */
export function describeDownloadContract(target: HttpTarget): void {
  const user = freshId('user')
  const download = (caller: ApiCaller, id: string, assetId: string) =>
    caller.call('POST', `/projects/${id}/media/${assetId}/download`)

  describe('downloads', { timeout: 60_000 }, () => {
    test('[UP14] a download gives the bytes, whole and by range, and what to verify them against', async () => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const asset = await makeAsset(9 * 1024 * 1024)
      await upload(target, caller, id, asset)
      const reply = v.parse(DownloadReply, (await download(caller, id, asset.body.assetId)).json)
      const { checksum, sizeBytes, fileName, mime, partRule } = asset.body
      expect(reply).toMatchObject({ checksum, sizeBytes, fileName, mime, partRule })
      const whole = new Uint8Array(await (await target.fetch(reply.url)).arrayBuffer())
      expect(Buffer.from(whole).equals(asset.bytes)).toBe(true)
      const ranged = await target.fetch(reply.url, { headers: { range: 'bytes=9000000-' } })
      expect(ranged.status).toBe(206)
      expect(Buffer.from(await ranged.arrayBuffer()).equals(asset.bytes.slice(9_000_000))).toBe(true)
    })
    test('[UP14] a download is an attachment of the right name, and no script', async () => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const asset = await makeAsset(10, { fileName: 'Été "1" 🎬.html', mime: 'text/html' })
      await upload(target, caller, id, asset)
      const { url } = v.parse(DownloadReply, (await download(caller, id, asset.body.assetId)).json)
      const { headers } = await target.fetch(url)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment; /)
      expect(headers.get('content-disposition')).toContain(
        "filename*=UTF-8''%C3%89t%C3%A9%20%221%22%20%F0%9F%8E%AC.html",
      )
    })
    test('[SE9] [DL8] no browser may keep what an address gives, whole or by range', async () => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const asset = await makeAsset(10)
      await upload(target, caller, id, asset)
      const { url } = v.parse(DownloadReply, (await download(caller, id, asset.body.assetId)).json)
      for (const headers of [{}, { range: 'bytes=3-' }]) {
        expect((await target.fetch(url, { headers })).headers.get('cache-control')).toBe('no-store')
      }
    })
    test.each([
      ['HTML', 'image/png', 'image/png'],
      ['SVG', 'image/png', 'image/png'],
      ['SVG', 'image/svg+xml', 'application/octet-stream'],
      ['SVG', 'video/anything+xml', 'application/octet-stream'],
      ['HTML', 'text/html', 'application/octet-stream'],
    ] as const)('[UP15] a file of %s that says it is %s comes back as a download of %s', async (kind, mime, served) => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const bytes = new TextEncoder().encode(`${markup[kind]}<!-- ${crypto.randomUUID()} -->`)
      const asset = await assetOf(bytes, { fileName: 'picture', mime })
      await upload(target, caller, id, asset)
      const { url } = v.parse(DownloadReply, (await download(caller, id, asset.body.assetId)).json)
      const reply = await target.fetch(url)
      expect(reply.headers.get('content-type')).toBe(served)
      expect(reply.headers.get('content-disposition')).toMatch(/^attachment; /)
      expect(new Uint8Array(await reply.arrayBuffer())).toEqual(bytes)
      const shown = new URL(url)
      shown.searchParams.set('response-content-disposition', 'inline')
      expect((await target.fetch(shown)).status).toBe(403)
    })
    test('[UP14] a download address takes nothing but GET, and not another query', async () => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const asset = await makeAsset(10)
      await upload(target, caller, id, asset)
      const { url } = v.parse(DownloadReply, (await download(caller, id, asset.body.assetId)).json)
      expect((await target.fetch(url, { method: 'PUT', body: 'other' })).status).toBe(403)
      expect(
        (await target.fetch(url.replace(/Signature=(.)/, (_, first) => `Signature=${first === '0' ? '1' : '0'}`)))
          .status,
      ).toBe(403)
    })
    test('[UP5] an asset that is not stored yet answers upload-incomplete, an unknown one asset-not-found', async () => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const asset = await makeAsset(10)
      await opened(caller, id, asset.body)
      expect(problemIn(await download(caller, id, asset.body.assetId)).code).toBe('upload-incomplete')
      expect(problemIn(await download(caller, id, 'nothing')).code).toBe('asset-not-found')
    })
  })
}
