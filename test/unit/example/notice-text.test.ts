import { expect, test } from 'vitest'
import { statusOfCode } from '#contract/errors.ts'
import { noticeText, noticeTexts } from '../../../example/notices/notice-text.ts'

test.each(Object.keys(statusOfCode))('the code %s has a sentence of its own and a button', (code) => {
  expect(noticeText(code)).not.toBe(noticeTexts.unknown)
  expect(noticeText(code).sentence).toMatch(/\.$/)
  expect(noticeText(code).button).not.toBe('')
})

test('a code of tomorrow gets the sentence for the unknown', () => {
  expect(noticeText('made-up')).toBe(noticeTexts.unknown)
  expect(noticeText('toString')).toBe(noticeTexts.unknown)
})

test('[QU13] an edit that the device has lost has a sentence of its own, and none of those says that it is safe', () => {
  expect(noticeText('content-lost')).not.toBe(noticeTexts.unknown)
  expect(noticeText('content-lost').sentence).not.toContain('safe')
  expect(noticeText('content-lost').action).toBe('try-now')
})

test.each(['store-refused', 'checksum-mismatch'])('%s is said of timelines and files alike', (code) => {
  expect(noticeText(code).sentence).toMatch(/a timeline or a file.*safe on this device/i)
})
