import { expect, test } from 'vitest'
import { unansweredBytes } from '../../../../bench/uploads/faults/unanswered-bytes.ts'
import type { Exchange } from '../../../../dev/proxy/traffic-ledger.ts'

const url = new URL('http://store/media/key')
const file = { parts: [1, 2].map((partNumber) => ({ partNumber, sizeBytes: partNumber * 100, checksum: '' })) }
const part = (partNumber: number, phase: Exchange['phase'], forwardedBytes = 10): Exchange => ({
  request: { kind: 'part', method: 'PUT', url, key: 'key', uploadId: 'u', partNumber },
  forwardedBytes,
  phase,
})
const answered = { kind: 'answered', status: 200 } as const

test('a part counts whole from its first byte until its answer, also where that was lost', () => {
  expect(unansweredBytes([part(1, { kind: 'open' }), part(2, { kind: 'broken' })], file)).toBe(300)
  expect(unansweredBytes([part(1, answered), part(2, { kind: 'open' }, 0)], file)).toBe(0)
})

test('of a part that was sent twice the last time counts', () => {
  expect(unansweredBytes([part(2, { kind: 'broken' }), part(2, answered)], file)).toBe(0)
  expect(unansweredBytes([part(2, answered), part(2, { kind: 'open' })], file)).toBe(200)
})
