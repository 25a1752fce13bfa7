import { type ErrorCode, statusOfCode } from '#contract/errors.ts'
import type { TestReply } from '../test-cloud.ts'
import type { LineFault } from './line-fault.ts'

const aSecondMs = 1000
/** What codes carry, for a test that does not care. */
const payloads: Partial<Record<ErrorCode, object>> = {
  'invalid-request': { issues: [{ path: 'body', message: 'is not as it should be' }] },
  'quota-exceeded': { quota: 'stored-bytes', limit: 1, used: 1 },
  'upload-incomplete': { missingParts: [1], mismatchedParts: [] },
  'part-rule-changed': { partRule: 2 },
  'request-too-large': { limitBytes: 1 },
  'document-too-large': { limitBytes: 1 },
  'file-too-large': { limitBytes: 1 },
  'project-deleted': { version: 2, deletedAtMs: 0 },
  'upgrade-required': { supported: [2] },
  'rate-limited': { retryAfterMs: aSecondMs },
  unavailable: { retryAfterMs: aSecondMs },
}

/** The answer that comes in the cloud's place. */
export function answerInstead(fault: Extract<LineFault, { kind: 'answer' | 'problem' }>): TestReply {
  if (fault.kind === 'answer') {
    const { status = 200, body = '<html>Welcome</html>', headers = { 'content-type': 'text/html' } } = fault
    return { status, headers, body: new TextEncoder().encode(body) }
  }
  const { code, payload, retryAfterSeconds } = fault
  const status = statusOfCode[code]
  const detail = `The line of a test answered ${code}.`
  const about = { type: 'about:blank', title: code, status, detail, requestId: 'of-a-test', code }
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: new TextEncoder().encode(JSON.stringify({ ...about, ...payloads[code], ...payload })),
  }
}
