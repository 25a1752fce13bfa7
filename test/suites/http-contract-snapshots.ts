import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { ProjectReply } from '#contract/projects.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import { type ApiAnswer, type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId, projectBody, putProject, written } from './project-fixture.ts'
import { bytesOf, presignedFor, presignSnapshot, sendSnapshot, sentAs } from './snapshot-fixture.ts'

const someBytes = (sizeBytes: number) => {
  const bytes = new Uint8Array(sizeBytes)
  for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}
const codeOf = (answer: ApiAnswer) => [answer.status, problemIn(answer).code]
const projectIn = async (caller: ApiCaller, id: string) =>
  v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json)

/** Large documents: sent to the store, named by a write, fetched from the store. */
export function describeSnapshotContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)

  describe('large documents', { timeout: 60_000 }, () => {
    test.each([1, limits.inlineDocumentBytes + 1, 3_000_000])(
      '[SN1, PV6] %i bytes go to the store and come back the same',
      async (sizeBytes) => {
        const caller = await device()
        const id = freshId('project')
        const bytes = someBytes(sizeBytes)
        const document = await sendSnapshot(target, caller, id, bytes)
        expect(await written(caller, id, { document })).toMatchObject({ version: 1 })
        const { document: answered } = await projectIn(caller, id)
        expect(answered).toMatchObject({ kind: 'snapshot', encoding: 'identity', sizeBytes, checksum: sha256(bytes) })
        expect(Buffer.from(await bytesOf(target, answered)).equals(bytes)).toBe(true)
      },
    )
    test('[SN1, SN13] an address takes exactly the bytes it was made for, and once they came the next has a key of its own', async () => {
      const caller = await device()
      const id = freshId('project')
      const bytes = someBytes(40_000)
      const first = await presignedFor(caller, id, bytes)
      const send = async (body: Uint8Array<ArrayBuffer>, headers = first.headers) =>
        (await target.fetch(first.url, { method: 'PUT', headers, body })).status
      expect([400, 403]).toContain(await send(someBytes(40_000)))
      expect([400, 403]).toContain(await send(bytes.subarray(1)))
      const other = someBytes(40_000)
      expect([400, 403]).toContain(await send(other, { ...first.headers, 'x-amz-checksum-sha256': sha256(other) }))
      const answer = await putProject(caller, id, projectBody({ document: sentAs(first.snapshotId, bytes) }))
      expect(codeOf(answer)).toEqual([404, 'snapshot-not-found'])
      expect(await send(bytes)).toBe(200)
      const second = await presignedFor(caller, id, bytes)
      expect(second.snapshotId).not.toBe(first.snapshotId)
      expect((await target.fetch(second.url, { method: 'PUT', headers: second.headers, body: bytes })).status).toBe(200)
      expect(await written(caller, id, { document: sentAs(first.snapshotId, bytes) })).toMatchObject({ version: 1 })
    })
    test('[SN1, IN2] a document over the limit is refused with the limit, an empty one as invalid', async () => {
      const caller = await device()
      const ask = (sizeBytes: number) =>
        presignSnapshot(caller, 'p1', { sizeBytes, checksum: sha256(new Uint8Array()) })
      expect(problemIn(await ask(limits.documentBytes + 1))).toMatchObject({
        code: 'document-too-large',
        limitBytes: limits.documentBytes,
      })
      expect((await ask(limits.documentBytes)).status).toBe(200)
      expect(codeOf(await ask(0))).toEqual([400, 'invalid-request'])
    })
    test('[SN2] a write that names another length or checksum than was sent is refused, and changes nothing', async () => {
      const caller = await device()
      const id = await createProject(caller)
      const sent = await sendSnapshot(target, caller, id, someBytes(40_000))
      for (const change of [{ sizeBytes: 39_999 }, { checksum: sha256(someBytes(1)) }]) {
        const answer = await putProject(caller, id, projectBody({ baseVersion: 1, document: { ...sent, ...change } }))
        expect(codeOf(answer)).toEqual([422, 'checksum-mismatch'])
      }
      expect(await projectIn(caller, id)).toMatchObject({ version: 1, document: { kind: 'inline' } })
    })
    test("[SN2, ID3] a snapshot that was never made, or is another user's, is answered as one that was never sent", async () => {
      const stranger = await callerOf(target, freshId('user'))
      const [mine, theirs] = [await device(), stranger]
      const bytes = someBytes(40_000)
      const id = freshId('project')
      const sent = await sendSnapshot(target, mine, id, bytes)
      const never = { ...sent, snapshotId: sent.snapshotId.replace(/[0-9a-f]{4}$/, '0000') }
      const strange = { ...sent, snapshotId: 'nothing-of-the-kind' }
      const answers = [
        await putProject(theirs, id, projectBody({ document: sent })),
        await putProject(mine, id, projectBody({ document: never })),
        await putProject(mine, id, projectBody({ document: strange })),
      ]
      for (const answer of answers) expect(codeOf(answer)).toEqual([404, 'snapshot-not-found'])
      const told = answers.map((answer) => ({ ...problemIn(answer), requestId: '' }))
      expect(told[0]).toEqual(told[1])
      expect((await mine.call('GET', `/projects/${id}`)).status).toBe(404)
      expect((await theirs.call('GET', `/projects/${id}`)).status).toBe(404)
    })
    test('[SN4] what fetches a large document gives an attachment of a safe type, to GET alone', async () => {
      const caller = await device()
      const bytes = new TextEncoder().encode(`<script>alert(1)</script>${'x'.repeat(40_000)}`)
      const id = freshId('project')
      await written(caller, id, { document: await sendSnapshot(target, caller, id, bytes) })
      const { document } = await projectIn(caller, id)
      if (document.kind !== 'snapshot') throw new Error('The document is not a large one.')
      const { headers } = await target.fetch(document.url)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment; /)
      expect(headers.get('cache-control')).toBe('no-store')
      expect((await target.fetch(document.url, { method: 'PUT', body: 'other' })).status).toBe(403)
      expect((await target.fetch(document.url.replace(/Signature=[^&]*/, 'Signature=0'))).status).toBe(403)
    })
  })
}
