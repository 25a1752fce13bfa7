import * as v from 'valibot'
import { expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { ListMediaReply } from '#contract/media.ts'
import { userIdOf } from '../../../lambdas/auth/user-id.ts'
import type { MediaItem } from '../../../lambdas/media/media-item.ts'
import { rowKey } from '../../../testing/cloud/memory-database.ts'
import type { MemoryServer } from '../../server/memory-server.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { createProject } from '../../suites/project-fixture.ts'
import { mediaDevice } from '../media/media-device.ts'
import { memoryTarget } from './memory-target.ts'

const count = 2 * limits.mediaPerPage + 500
const assetIds = Array.from({ length: count }, (_, index) => `a${String(index).padStart(6, '0')}`)

/** As many stored assets as a project may have, put where uploads would leave them, in no order. */
function putMedia({ database, tokens }: MemoryServer, projectId: string): void {
  const userId = userIdOf(tokens.issuer, 'ada')
  const file = { fileName: 'clip.mp4', mime: 'video/mp4', sizeBytes: 1, checksum: `${'A'.repeat(43)}=`, partRule: 1 }
  for (const assetId of assetIds.toReversed()) {
    const item: MediaItem = { assetId, state: 'stored', ...file, createdAtMs: 1, updatedAtMs: 1 }
    database.media.set(rowKey(userId, projectId, assetId), item)
  }
}

test('[SN10] a long media list comes in pages, each asset once and in order, none larger than a reply', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  putMedia(target.server, id)
  const pages: string[][] = []
  let query = ''
  do {
    const { media, cursor } = v.parse(ListMediaReply, (await caller.call('GET', `/projects/${id}/media${query}`)).json)
    pages.push(media.map(({ assetId }) => assetId))
    query = cursor === undefined ? '' : `?cursor=${cursor}`
  } while (query !== '')
  expect(pages.map((page) => page.length)).toEqual([limits.mediaPerPage, limits.mediaPerPage, 500])
  expect(pages.flat()).toEqual(assetIds)
  const strange = await caller.call('GET', `/projects/${id}/media?cursor=a%23b`)
  expect(problemIn(strange)).toMatchObject({ code: 'invalid-request', issues: [{ path: 'query.cursor' }] })
})

test('[SN10] the client lists every asset of a long list', async () => {
  const target = memoryTarget()
  const id = await createProject(await callerOf(target, 'ada'))
  putMedia(target.server, id)
  const device = mediaDevice(target.server)
  await device.start()
  device.projectReached(id)
  expect((await device.assets.list(id)).map(({ assetId }) => assetId).sort()).toEqual(assetIds)
})
