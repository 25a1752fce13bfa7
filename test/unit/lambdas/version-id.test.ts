import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { VersionId } from '#contract/kept-version.ts'
import * as limits from '#contract/limits.ts'
import { idOfSortKey, sortKeyOf, versionId, versionOf } from '../../../lambdas/versions/version-id.ts'

const version = fc.nat(limits.latestVersion)
const mutationId = fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), { nil: undefined })

test('[HI7] a version’s key orders as its number does, and tells its id again', () => {
  fc.assert(
    fc.property(version, version, mutationId, (one, other, kept) => {
      const id = versionId(one, kept)
      expect(v.is(VersionId, id)).toBe(true)
      expect([idOfSortKey(sortKeyOf(id)), versionOf(id)]).toEqual([id, one])
      const otherKey = sortKeyOf(versionId(other))
      if (one !== other) expect(sortKeyOf(id) < otherKey).toBe(one < other)
      else expect(sortKeyOf(id) >= otherKey).toBe(true)
    }),
  )
})

test('[HI7] the key of version 12 is as other readers of the table expect it', () => {
  expect([sortKeyOf('12'), sortKeyOf('12~m1')]).toEqual(['000000000012', '000000000012~m1'])
})

test.each(['12', '12~m1', '0000000000012', '00000000001a'])('[HI7] what is no key is refused: %s', (key) => {
  expect(() => idOfSortKey(key)).toThrow(RangeError)
})
