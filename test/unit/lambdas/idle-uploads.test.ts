import { expect, test } from 'vitest'
import { endIdleUploads } from '../../../lambdas/housekeeping/end-idle-uploads.ts'
import { completeMedia } from '../../../lambdas/media/complete-media.ts'
import { RequestMeter } from '../../../lambdas/metrics/request-meter.ts'
import { givenWrite, someUser } from '../../adapters/given-write.ts'
import { dayMs, HandClock } from '../../housekeeping/hand-clock.ts'
import { memoryRows, worldPorts } from '../../housekeeping/world-ports.ts'
import { noLimits } from '../../server/no-limits.ts'
import { shippedRetention } from '../../server/shipped-retention.ts'

test('[HK8, UP5] an upload of which the store has heard lately goes on, however old its row is; ended, it is to be begun anew', async () => {
  const clock = new HandClock(Date.UTC(2026, 0, 1))
  const ports = worldPorts(memoryRows(), clock, shippedRetention)
  const userId = someUser()
  await ports.projects.write(givenWrite(userId))
  const storageKey = `${userId}/key`
  const uploadId = await ports.bytes.startUpload(storageKey)
  const claim = { projectId: 'p1', assetId: 'a1', fileName: 'f', mime: 'video/mp4', sizeBytes: 10 }
  const identity = { checksum: `${'A'.repeat(43)}=-2`, partRule: 1 }
  await ports.ledger.open({ userId, ...claim, ...identity, nowMs: clock.nowMs() }, { storageKey, uploadId }, undefined)
  const stateAfter = async (ms: number) => {
    clock.pass(ms)
    const { assets } = await ports.rows.holdings(userId)
    await endIdleUploads({ ...ports, store: ports.bytes, meter: new RequestMeter() }, assets)
    return (await ports.ledger.get(userId, identity))?.state
  }
  expect(await stateAfter(13 * dayMs)).toBe('uploading')
  ports.bytes.putPart({ storageKey, uploadId }, 1, new Uint8Array([1]))
  expect(await stateAfter(14 * dayMs - 1)).toBe('uploading')
  expect(await stateAfter(1)).toBe('abandoned')
  expect((await ports.rows.holdings(userId)).garbage).toMatchObject([{ storageKey, uploadId, sizeBytes: 10 }])
  const late = completeMedia({ ...ports, store: ports.bytes, limits: noLimits }, userId, 'p1', 'a1', identity.checksum)
  await expect(late).rejects.toMatchObject({ code: 'upload-incomplete' })
})
