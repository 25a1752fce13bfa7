import type { Fault } from './fault.ts'

type Answer = Extract<Fault, { kind: 'answer' }>

/** An error as S3 words it; the code is in the XML, as clients must read it. */
export function storeError(status: number, code: string, message: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>INJECTED</RequestId></Error>`
  return { kind: 'answer', status, headers: { 'content-type': 'application/xml' }, body }
}

/** What S3 answers to a presigned URL past its life. */
export const expiredUrl = (): Answer => storeError(403, 'AccessDenied', 'Request has expired')

/** An error of the API, RFC 9457. */
export function apiProblem(status: number, code: string, more: Record<string, unknown> = {}): Answer {
  const problem = { type: 'about:blank', title: code, status, detail: `Injected ${code}.`, code, requestId: 'injected' }
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (typeof more.retryAfterMs === 'number') headers['retry-after'] = String(Math.ceil(more.retryAfterMs / 1000))
  return { kind: 'answer', status, headers, body: JSON.stringify({ ...problem, ...more }) }
}

/** A page where the API should be: a captive portal, a gateway's own error. */
export function htmlPage(status: number): Answer {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'text/html' },
    body: '<html><h1>Please log in</h1></html>',
  }
}
