import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeDocuments } from '../../../client-lib/conflicts/merge/merge-documents.ts'

const key = fc.constantFrom('a', 'b', 'c', 'd')
const { document: json } = fc.letrec((tie) => ({
  scalar: fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)),
  element: fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5'), value: tie('document') }),
  elements: fc.uniqueArray(tie('element'), { maxLength: 4, selector: (element) => (element as { id: string }).id }),
  object: fc.dictionary(key, tie('document'), { maxKeys: 4 }),
  document: fc.oneof({ maxDepth: 4, depthSize: 'small' }, tie('scalar'), tie('object'), tie('elements')),
}))
const texts = fc
  .tuple(json, json, json)
  .map((three) => three.map((one) => JSON.stringify(one, null, 1)) as [string, string, string])

describe('whatever the documents', () => {
  test('[CF7] what one side alone has changed is taken as it stands', () => {
    fc.assert(
      fc.property(texts, ([base, side]) => {
        expect(mergeDocuments(base, side, base)).toBe(side)
        expect(mergeDocuments(base, base, side)).toBe(side)
        expect(mergeDocuments(base, side, side)).toBe(side)
      }),
    )
  })

  test('[CF7] both devices find the same merge, or none', () => {
    fc.assert(
      fc.property(texts, ([base, local, remote]) => {
        const [here, there] = [mergeDocuments(base, local, remote), mergeDocuments(base, remote, local)]
        expect(here === undefined ? undefined : JSON.parse(here)).toEqual(
          there === undefined ? undefined : JSON.parse(there),
        )
      }),
      { numRuns: 2000 },
    )
  })

  const changes = fc.record({
    own: fc.dictionary(
      fc.constantFrom('l1', 'l2', 'l3'),
      fc.oneof(fc.string(), fc.object({ key: fc.string(), maxDepth: 2 })),
    ),
    added: fc.uniqueArray(fc.constantFrom('n1', 'n2', 'n3')),
    edited: fc.subarray(['1', '2', '3', '4']),
    removed: fc.subarray(['5', '6', '7']),
  })
  type Changes = typeof changes extends fc.Arbitrary<infer T> ? T : never
  const ids = ['1', '2', '3', '4', '5', '6', '7', '8']
  const original = { kept: 1, list: ids.map((id) => ({ id, here: 0, there: 0 })) }
  const change = ({ own, added, edited, removed }: Changes, side: 'here' | 'there') => ({
    ...original,
    ...Object.fromEntries(Object.entries(own).map(([one, value]) => [`${side}-${one}`, value])),
    list: [
      ...original.list
        .filter(({ id }) => !removed.includes(id))
        .map((element) => (edited.includes(element.id) ? { ...element, [side]: 1 } : element)),
      ...added.map((id) => ({ id: `${side}-${id}`, here: 0, there: 0 })),
    ],
  })

  test('[CF7] where nothing overlaps every change of both sides is in the merge, and no element is lost or doubled', () => {
    fc.assert(
      fc.property(changes, changes, (ours, theirs) => {
        const [here, there] = [JSON.stringify(change(ours, 'here')), JSON.stringify(change(theirs, 'there'))]
        const result = JSON.parse(mergeDocuments(JSON.stringify(original), here, there) ?? 'no merge')
        const removed = [...ours.removed, ...theirs.removed]
        const added = [...ours.added.map((id) => `here-${id}`), ...theirs.added.map((id) => `there-${id}`)]
        expect(result.list.map(({ id }: { id: string }) => id).sort()).toEqual(
          [...ids.filter((id) => !removed.includes(id)), ...added].sort(),
        )
        for (const element of result.list) {
          expect(element.here).toBe(ours.edited.includes(element.id) ? 1 : 0)
          expect(element.there).toBe(theirs.edited.includes(element.id) ? 1 : 0)
        }
        for (const [one, value] of Object.entries(ours.own))
          expect(result[`here-${one}`]).toEqual(JSON.parse(JSON.stringify(value)))
        for (const [one, value] of Object.entries(theirs.own))
          expect(result[`there-${one}`]).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
