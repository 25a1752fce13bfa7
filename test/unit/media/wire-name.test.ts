import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { FileName, Mime } from '#contract/media.ts'
import { wireMime } from '../../../client-lib/media/wire-mime.ts'
import { wireName } from '../../../client-lib/media/wire-name.ts'

test('any name the disk allows becomes one the contract takes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => v.is(FileName, wireName(name))))
})

test('a name that fits travels as it is, and a long one keeps its extension', () => {
  expect(wireName('Ünï çødé 映画.mov')).toBe('Ünï çødé 映画.mov')
  expect(wireName('a/b\\c\u0007.mov')).toBe('a_b_c_.mov')
  expect(wireName('half \ud83d.mov')).toBe('half _.mov')
  expect(wireName(`${'x'.repeat(250)}\u{1f3ac}.mov`)).toBe(`${'x'.repeat(250)}_.mov`)
  const long = wireName(`${'x'.repeat(300)}.mov`)
  expect([long.length, long.slice(-4)]).toEqual([255, '.mov'])
})

test('any type a browser reports becomes one the contract takes', () => {
  fc.assert(fc.property(fc.string(), (type) => v.is(Mime, wireMime(type))))
  expect(wireMime('video/webm;codecs=vp9')).toBe('video/webm')
  expect(wireMime('')).toBe('application/octet-stream')
})
