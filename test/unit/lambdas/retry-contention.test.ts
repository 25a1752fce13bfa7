import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { retryContention } from '../../../lambdas/storage/retry-contention.ts'

const conflict = (...codes: string[]) =>
  new TransactionCanceledException({
    message: '',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  })
const pauses: number[] = []
const pause = async (ms: number) => void pauses.push(ms)

test('[UP7] a transaction that lost a race is tried again', async () => {
  let tried = 0
  const result = await retryContention(async () => {
    tried += 1
    if (tried < 3) throw conflict('None', 'TransactionConflict')
    return tried
  }, pause)
  expect(result).toBe(3)
})

test('[IN3] a row that stays contended answers unavailable with a time, after a bounded number of tries', async () => {
  let tried = 0
  const busy = retryContention(async () => {
    tried += 1
    throw conflict('ThrottlingError')
  }, pause)
  await expect(busy).rejects.toMatchObject({ code: 'unavailable', payload: { retryAfterMs: 500 } })
  expect(tried).toBe(6)
})

test('[PV2] a condition that failed is no contention, and is not tried again', async () => {
  let tried = 0
  const refused = retryContention(async () => {
    tried += 1
    throw conflict('ConditionalCheckFailed', 'None')
  }, pause)
  await expect(refused).rejects.toThrow(TransactionCanceledException)
  expect(tried).toBe(1)
})
