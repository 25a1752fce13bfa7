import { describe, expect, inject, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { mostInlineIds } from '../../lambdas/projects/keep-asset-ids.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { unsettled } from '../adapters/unsettled.ts'
import { localPorts } from './local-ports.ts'
import { weighTransactions } from './weigh-transactions.ts'

const { projects, ledger, media, dynamo } = localPorts(inject('localStores'))
/** As many as would be over 4 MB together. */
const projectCount = 25
const mostKilobytes = 4_000

describe('the largest projects on DynamoDB Local', () => {
  test('[SR7] as many as wait for one file are told in transactions that AWS takes', async () => {
    const userId = someUser()
    const content = {
      document: { kind: 'inline', encoding: 'gzip', gzip: new Uint8Array(limits.inlineDocumentBytes).fill(7) },
      assetIds: {
        kind: 'inline',
        ids: Array.from({ length: mostInlineIds }, (_, index) => String(index).padStart(64, 'a')),
      },
    } as const
    const file = { fileName: 'f', mime: 'video/mp4', sizeBytes: 10, checksum: `${'A'.repeat(43)}=`, partRule: 1 }
    const ids = Array.from({ length: projectCount }, (_, index) => String(index).padStart(64, 'p'))
    const claims = ids.map((projectId) => ({ ...file, userId, projectId, assetId: 'a'.repeat(64), nowMs: 2000 }))
    for (const claim of claims) {
      await projects.write(givenWrite(userId, { ...content, id: claim.projectId }))
      const expected = await ledger.get(userId, claim)
      const session = { storageKey: 'k', uploadId: 'u1' }
      await ledger.open(claim, session, expected === undefined ? undefined : unsettled(expected))
    }
    const asset = await ledger.get(userId, { ...file })
    if (asset === undefined) throw new Error('The asset has no row.')
    const { kilobytes } = weighTransactions(dynamo)
    await ledger.settle(asset, 3000)
    for (const { projectId, assetId } of claims) {
      expect(await media.get(userId, projectId, assetId)).toMatchObject({ state: 'stored' })
    }
    expect(kilobytes.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(mostKilobytes)
    expect(Math.max(...kilobytes)).toBeLessThan(mostKilobytes)
  })
})
