import { expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { type ApiAnswer, callerOf, problemIn } from './api-caller.ts'
import { complete, makeAsset, opened, partBytes, presign, send } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId } from './project-fixture.ts'

const twoParts = 9 * 1024 * 1024

/** Uploads that must not come about. */
export function describeUploadRefusals(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  const codeOf = (answer: ApiAnswer) => [answer.status, problemIn(answer).code]

  test('[UP1] another part rule answers part-rule-changed with the rule in force', async () => {
    const caller = await device()
    const { body } = await makeAsset(10)
    const answer = await presign(caller, await createProject(caller), { ...body, partRule: 2 })
    expect(codeOf(answer)).toEqual([409, 'part-rule-changed'])
    expect(problemIn(answer)).toMatchObject({ partRule: 1 })
  })
  test('[IN2] a file over the limit answers file-too-large with the limit, and starts nothing', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const { body } = await makeAsset(10)
    for (const sizeBytes of [limits.fileBytes + 1, Number.MAX_SAFE_INTEGER]) {
      const answer = await presign(caller, id, { ...body, sizeBytes })
      expect(codeOf(answer)).toEqual([413, 'file-too-large'])
      expect(problemIn(answer)).toMatchObject({ limitBytes: limits.fileBytes })
    }
    expect((await caller.call('GET', `/projects/${id}/media`)).json).toEqual({ media: [] })
    const largest = await presign(caller, id, { ...body, sizeBytes: limits.fileBytes })
    expect(problemIn(largest)).toMatchObject({ code: 'invalid-request', issues: [{ path: 'body.checksum' }] })
  })
  test('[UP1] a checksum of another number of parts than the size asks for is refused', async () => {
    const caller = await device()
    const { body } = await makeAsset(10)
    const answer = await presign(caller, await createProject(caller), { ...body, checksum: `${body.checksum}-2` })
    expect(problemIn(answer)).toMatchObject({ code: 'invalid-request', issues: [{ path: 'body.checksum' }, {}] })
  })
  test('[IN1] parts that repeat, or lie beyond the file, are refused', async () => {
    const caller = await device()
    const { body, parts } = await makeAsset(twoParts)
    const id = await createProject(caller)
    const beyond = [{ partNumber: 3, checksum: parts[0]?.checksum }]
    for (const wrong of [[...parts, ...parts], beyond]) {
      expect(codeOf(await presign(caller, id, { ...body, parts: wrong }))).toEqual([400, 'invalid-request'])
    }
  })
  test('[UP4] a part of other bytes, or cut short, or without its checksum is refused by the store', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const asset = await makeAsset(twoParts)
    const reply = await opened(caller, id, asset.body)
    const [signed] = reply.signedParts
    if (signed === undefined) throw new Error('No part was signed.')
    const right = partBytes(asset.bytes, asset.plan, 1)
    const wrong = right.slice()
    wrong[5] = (wrong[5] ?? 0) ^ 1
    const other = { 'x-amz-checksum-sha256': `${'A'.repeat(43)}=` }
    const answers = [
      await send(target, signed, wrong),
      await send(target, signed, right.slice(0, -1)),
      await send(target, signed, right, other),
      await send(target, { ...signed, headers: {} }, right),
    ]
    for (const answer of answers) expect([400, 403]).toContain(answer.status)
    expect((await opened(caller, id, asset.body)).uploadedParts).toEqual([])
  })
  test('[UP4] a one-part file of other bytes is refused by the store', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const asset = await makeAsset(1000)
    const [signed] = (await opened(caller, id, asset.body)).signedParts
    if (signed === undefined) throw new Error('No part was signed.')
    const wrong = asset.bytes.slice()
    wrong[5] = (wrong[5] ?? 0) ^ 1
    for (const bytes of [wrong, asset.bytes.slice(1)]) {
      expect([400, 403]).toContain((await send(target, signed, bytes)).status)
    }
    expect(codeOf(await complete(caller, id, asset))).toEqual([409, 'upload-incomplete'])
  })
  test('[UP5] complete names the missing parts, and completes nothing', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const asset = await makeAsset(twoParts)
    const reply = await opened(caller, id, asset.body)
    const last = reply.signedParts.find(({ partNumber }) => partNumber === 2)
    if (last === undefined) throw new Error('Part 2 was not signed.')
    await send(target, last, partBytes(asset.bytes, asset.plan, 2))
    const answer = await complete(caller, id, asset)
    expect(codeOf(answer)).toEqual([409, 'upload-incomplete'])
    expect(problemIn(answer)).toMatchObject({ missingParts: [1], mismatchedParts: [] })
    expect((await opened(caller, id, asset.body)).uploadedParts).toHaveLength(1)
  })
  test('[UP5] complete of one part that was never sent names it', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const asset = await makeAsset(10)
    await opened(caller, id, asset.body)
    expect(problemIn(await complete(caller, id, asset))).toMatchObject({ missingParts: [1] })
  })
  test('[UP8] other bytes under an asset id answer asset-mismatch, at presign and at complete', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const asset = await makeAsset(10)
    const { assetId } = asset.body
    const other = await makeAsset(11, { assetId })
    await opened(caller, id, asset.body)
    expect(codeOf(await presign(caller, id, other.body))).toEqual([409, 'asset-mismatch'])
    expect(codeOf(await complete(caller, id, other))).toEqual([409, 'asset-mismatch'])
    expect((await opened(caller, id, asset.body)).signedParts).toHaveLength(1)
  })
  test('[ID3] presign in an unknown project answers project-not-found, complete of an unknown asset asset-not-found', async () => {
    const caller = await device()
    const asset = await makeAsset(twoParts)
    expect(codeOf(await presign(caller, freshId('project'), asset.body))).toEqual([404, 'project-not-found'])
    const id = await createProject(caller)
    expect(codeOf(await complete(caller, id, asset))).toEqual([404, 'asset-not-found'])
  })
  test('[IN1] a file name with a slash or a control character, and a mime of nonsense, are refused', async () => {
    const caller = await device()
    const { body } = await makeAsset(10, { fileName: '../a\u0007', mime: 'nonsense' })
    const issues = problemIn(await presign(caller, await createProject(caller), body)).issues as { path: string }[]
    expect(issues.map(({ path }) => path).sort()).toEqual(['body.fileName', 'body.mime'])
  })
}
