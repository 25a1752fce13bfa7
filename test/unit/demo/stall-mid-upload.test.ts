import { expect, test } from 'vitest'
import type { SourceFile } from '../../../dev/demo/files/source-file.ts'
import { lastPartPassed } from '../../../dev/demo/stall-mid-upload.ts'

const MiB = 1024 * 1024
const ofParts = (parts: number): SourceFile => ({ path: '', name: '', sizeBytes: parts * 8 * MiB, sha256: '' })

test('the cut falls in the middle of the largest file, after all of the smaller ones', () => {
  expect(lastPartPassed([ofParts(1), ofParts(20), ofParts(1)])).toBe(8)
  expect(lastPartPassed([ofParts(20), ofParts(12)])).toBe(12)
})

test('at least two parts of the largest file are left to hold', () => {
  expect(lastPartPassed([ofParts(4)])).toBe(1)
  expect(lastPartPassed([ofParts(20), ofParts(20)])).toBe(18)
  expect(lastPartPassed([ofParts(20), ofParts(19)])).toBe(18)
})
