import { createHash } from 'node:crypto'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { CompleteReply, PresignReply } from '#contract/media.ts'
import { DownloadReply } from '#contract/media-downloads.ts'
import { CountingProxy } from '../../dev/proxy/counting-proxy.ts'
import { bytesAtStore } from '../../dev/proxy/traffic-ledger.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'
import { localPorts } from '../local-stores/local-ports.ts'
import { createFunctions } from '../server/create-functions.ts'
import { createMemoryTokens } from '../server/memory-tokens.ts'
import { serverFetch } from '../server/server-fetch.ts'
import { type ApiCaller, callerOf } from '../suites/api-caller.ts'
import { createProject, freshId } from '../suites/project-fixture.ts'
import { type LargeFile, readPart, writePseudoRandomFile } from './pseudo-random-file.ts'
import { sendThrough } from './send-through.ts'

const sizeBytes = 3_000_000_000
/** A third of the file: what is held whole anywhere breaks it. */
const mostResidentBytes = 1_000_000_000
const partsAtOnce = 3
const windowOfParts = 100
/** The file, its parts and the object made of them, and some air. */
const diskBytes = 20e9
/** Of minutes, on a slow disk. */
const timeout = 1_800_000
const folder = join(reelsyncFolder, 'test-full')
const stores = inject('localStores')
const ports = localPorts(stores)
const tokens = createMemoryTokens(ports.clock)
const functions = createFunctions(ports, tokens, [])
const target = {
  name: 'the functions in this process, on DynamoDB Local and versitygw',
  apiUrl: 'https://functions.test',
  fetch: serverFetch({ handle: (request) => functions(request, 'request') }),
  tokens: { access: async (user: string) => tokens.access(user) },
}

const { bavail, bsize } = await statfs(import.meta.dirname)
const hasRoom = bavail * bsize >= diskBytes
if (!hasRoom)
  console.warn(`SKIPPED: a file of 3 GB needs ${diskBytes / 1e9} GB of free disk, and ${(bavail * bsize) / 1e9} are.`)

describe.runIf(hasRoom || process.env.CI)('a file of 3 GB', { timeout }, () => {
  let file: LargeFile
  let proxy: CountingProxy
  let caller: ApiCaller
  beforeAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    file = await writePseudoRandomFile(join(folder, 'film.mov'), sizeBytes)
    proxy = await CountingProxy.open({ bucketName: stores.bucket })
    caller = await callerOf(target, freshId('user'))
  }, timeout)
  afterAll(async () => {
    await proxy?.close()
    await file?.handle.close()
    await rm(folder, { recursive: true, force: true })
  })

  const presign = async (id: string, assetId: string, parts: LargeFile['parts']) => {
    const { checksum, partRule } = file
    const body = { assetId, fileName: 'film.mov', mime: 'video/quicktime', sizeBytes, checksum, partRule, parts }
    return v.parse(PresignReply, (await caller.call('POST', `/projects/${id}/media/presign`, { body })).json)
  }
  const sendWindow = async (id: string, assetId: string, parts: LargeFile['parts']) => {
    const reply = await presign(id, assetId, parts)
    if (reply.state === 'stored') throw new Error('Nothing was sent yet.')
    const waiting = [...reply.signedParts]
    expect(waiting).toHaveLength(parts.length)
    const sendRest = async () => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        const body = await readPart(file, part.partNumber)
        const answer = await sendThrough(proxy.url, part.url, { method: 'PUT', headers: part.headers, body })
        answer.resume()
        expect(answer.statusCode).toBe(200)
      }
    }
    await Promise.all(Array.from({ length: partsAtOnce }, sendRest))
  }
  const complete = async (id: string, assetId: string): Promise<CompleteReply> => {
    const body = { checksum: file.checksum }
    const answer = await caller.call('POST', `/projects/${id}/media/${assetId}/complete`, { body })
    const reply = v.parse(CompleteReply, answer.json)
    if (reply.state === 'stored') return reply
    await delay(reply.retryAfterMs)
    return complete(id, assetId)
  }

  test('[UP17, UP2] goes up part by part and comes down equal; sent again, nothing of it travels', async () => {
    const [id, assetId] = [await createProject(caller), freshId('asset')]
    for (let at = 0; at < file.parts.length; at += windowOfParts) {
      await sendWindow(id, assetId, file.parts.slice(at, at + windowOfParts))
    }
    expect(bytesAtStore(proxy.exchanges)).toBe(sizeBytes)
    expect(await complete(id, assetId)).toEqual({ state: 'stored', mediaRev: 1 })

    const answer = await caller.call('POST', `/projects/${id}/media/${assetId}/download`)
    const download = await sendThrough(proxy.url, v.parse(DownloadReply, answer.json).url, { method: 'GET' })
    const whole = createHash('sha256')
    let received = 0
    for await (const chunk of download) {
      whole.update(chunk)
      received += chunk.byteLength
    }
    expect([received, whole.digest('hex')]).toEqual([sizeBytes, file.sha256])

    const before = proxy.exchanges.length
    expect(await presign(await createProject(caller), freshId('asset'), file.parts.slice(0, 8))).toEqual({
      state: 'stored',
    })
    expect(proxy.exchanges.slice(before)).toEqual([])
    expect(bytesAtStore(proxy.exchanges)).toBe(sizeBytes)
    const residentBytes = process.resourceUsage().maxRSS * 1024
    expect(residentBytes).toBeLessThan(mostResidentBytes)
    console.log(
      `Sent ${bytesAtStore(proxy.exchanges)} bytes, received ${received}, sent again 0; at most ${residentBytes} resident.`,
    )
  })
})
