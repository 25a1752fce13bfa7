import { expect, test } from 'vitest'
import { classifyStorageError } from '../../../client-lib/storage/classify-storage-error.ts'

test.each([
  ['UnknownError', 'transient'],
  ['DataError', 'transient'],
  ['InvalidStateError', 'transient'],
  ['TransactionInactiveError', 'transient'],
  ['AbortError', 'transient'],
  ['NotReadableError', 'invalid-data'],
  ['QuotaExceededError', 'capacity'],
  ['DataCloneError', 'invalid-data'],
  ['ConstraintError', 'invalid-data'],
  ['VersionError', 'held'],
  ['SecurityError', 'fatal'],
  ['NotFoundError', 'fatal'],
  ['AnErrorOfNextYear', 'fatal'],
])('[LS14] %s is %s', (name, fault) => {
  expect(classifyStorageError(new DOMException('whatever it says', name))).toBe(fault)
})

test('[LS14] what the storage did not throw is no failure of it', () => {
  expect(classifyStorageError(new TypeError('a fault in the decision'))).toBeUndefined()
})

test.each(['DOMException', 'QuotaExceededError'])('[LS14, LS16] so is one of a frame’s class %s', (tag) => {
  const ofAnotherRealm = { name: 'QuotaExceededError', [Symbol.toStringTag]: tag }
  expect(classifyStorageError(ofAnotherRealm)).toBe('capacity')
})
