import { expect, test } from 'vitest'
import { classifyPartAnswer } from '../../../client-lib/media/uploads/classify-part-answer.ts'

const xml = (code: string, message = '') =>
  `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>1</RequestId></Error>`

const answers: [number, string, string][] = [
  [200, '', 'part-accepted'],
  [403, xml('AccessDenied', 'Request has expired'), 'part-expired'],
  [400, xml('ExpiredToken', 'The provided token has expired.'), 'part-expired'],
  [403, xml('AccessDenied', 'Access Denied'), 'part-refused'],
  [403, xml('SignatureDoesNotMatch'), 'part-refused'],
  [403, '<html>a proxy says no</html>', 'part-refused'],
  [400, xml('BadDigest'), 'part-mismatched'],
  [400, xml('RequestTimeout'), 'part-failed'],
  [400, xml('IncompleteBody'), 'part-failed'],
  [404, xml('NoSuchUpload'), 'part-failed'],
  [409, xml('OperationAborted'), 'part-failed'],
  [429, '', 'part-failed'],
  [500, xml('InternalError'), 'part-failed'],
  [503, xml('SlowDown'), 'part-failed'],
]

test.each(answers)('[UP11] the store’s %i %s is %s', (status, text, kind) => {
  expect(classifyPartAnswer({ status, headers: {}, text }, 0).kind).toBe(kind)
})

test.each([
  [412, xml('PreconditionFailed'), 'part-accepted'],
  [409, xml('ConditionalRequestConflict'), 'part-failed'],
  [412, '<html>a proxy says no</html>', 'part-refused'],
])('[UP38] the answer %i %s to a PUT that is taken once is %s', (status, text, kind) => {
  expect(classifyPartAnswer({ status, headers: {}, text }, 0).kind).toBe(kind)
})

test('[UP11] Retry-After is read from a 503', () => {
  const answer = classifyPartAnswer({ status: 503, headers: { 'retry-after': '7' }, text: xml('SlowDown') }, 0)
  expect(answer).toMatchObject({ afterMs: 7000, reason: 'The store answered 503 SlowDown' })
})
