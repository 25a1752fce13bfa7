import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, inject, vi } from 'vitest'
import type { LocalCloud } from '../../dev/cloud/local-cloud.ts'
import { openLocalCloud } from '../../dev/cloud/open-local-cloud.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'
import { missingTarget } from '../../dev/test/missing-target.ts'
import { createBucket } from '../local-stores/create-bucket.ts'
import { localPorts } from '../local-stores/local-ports.ts'
import { describeManyParts } from '../many-parts/many-parts.suite.ts'

vi.mock('#contract/part-rule.ts', async (load) =>
  (await import('../unit/media/small-parts.ts')).smallParts(await load()),
)

const { signal } = new AbortController()
const say = (text: string) => console.log(`  ${text}`)
const missing = await missingTarget({ name: 'full', needs: 'local-cloud' }, signal)
if (missing !== undefined)
  console.warn(`SKIPPED: a store that completes small parts. ${missing.message} ${missing.wayOut}`)

// Of the stores that run on a machine ministack's S3 alone completes parts under 5 MiB: versitygw and LocalStack refuse them.
describe.runIf(missing === undefined || process.env.CI)('small parts', () => {
  let cloud: LocalCloud
  beforeAll(async () => {
    cloud = await openLocalCloud({ folder: join(reelsyncFolder, 'test-many-parts'), keepsState: false }, signal, say)
  }, 600_000)
  afterAll(() => cloud?.close())

  describeManyParts({
    over: 'DynamoDB Local and the S3 of the local cloud',
    open: async () => {
      const bucket = `many-parts-${randomUUID()}`
      const ports = localPorts({ ...inject('localStores'), s3Url: cloud.endpointUrl, bucket })
      await createBucket(ports.s3, bucket)
      return { ports, s3: ports.s3, bucket }
    },
    ...{ partCount: 10_000, seed: 2, timeout: 1_800_000 },
  })
})
