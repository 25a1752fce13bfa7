import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { UsageReply } from '#contract/usage.ts'
import { type ApiCaller, callerOf } from './api-caller.ts'
import { makeAsset, opened, presign, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleted, freshId } from './project-fixture.ts'
import { presignedFor } from './snapshot-fixture.ts'

/** What the caller is told to have. */
export async function usageOf(caller: ApiCaller): Promise<UsageReply> {
  return v.parse(UsageReply, (await caller.call('GET', '/usage')).json)
}

/** How much of each; the limits aside. */
export async function usedBy(caller: ApiCaller) {
  const { storedBytes, projects, openUploads } = await usageOf(caller)
  return { storedBytes: storedBytes.used, projects: projects.used, openUploads: openUploads.used }
}

/** That everybody is told what they have; on every target. */
export function describeUsageContract(target: HttpTarget): void {
  describe('usage', () => {
    test('[QT5] somebody new has nothing, and is told what they may have', async () => {
      const limits = target.limits ?? { storedBytes: 'none', projects: 'none', openUploads: 'none', fileBytes: 'none' }
      expect(await usageOf(await callerOf(target, freshId('user')))).toEqual({
        storedBytes: { used: 0, limit: limits.storedBytes },
        projects: { used: 0, limit: limits.projects },
        openUploads: { used: 0, limit: limits.openUploads },
        fileBytes: { limit: limits.fileBytes },
      })
    })
    test('[QT1] [QT5] projects, uploads, files and large documents are told as soon as they are answered', async () => {
      const caller = await callerOf(target, freshId('user'))
      const [id, other] = [await createProject(caller), await createProject(caller)]
      const [asset, next] = [await makeAsset(1000), await makeAsset(500)]
      await upload(target, caller, id, asset)
      expect(await usedBy(caller)).toEqual({ storedBytes: 1000, projects: 2, openUploads: 0 })
      expect((await presign(caller, other, asset.body)).json).toEqual({ state: 'stored' })
      await opened(caller, id, next.body)
      await opened(caller, other, next.body)
      expect(await usedBy(caller)).toEqual({ storedBytes: 1500, projects: 2, openUploads: 1 })
      await presignedFor(caller, id, new Uint8Array(40_000))
      await deleted(caller, other, 1)
      expect(await usedBy(caller)).toEqual({ storedBytes: 41_500, projects: 1, openUploads: 1 })
    })
  })
}
