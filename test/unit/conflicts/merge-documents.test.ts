import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeDocuments } from '../../../client-lib/conflicts/merge/merge-documents.ts'
import { threeWayMerge } from '../../../client-lib/conflicts/merge/three-way-merge.ts'
import { edit } from '../client/memory-host.ts'

/** As text that both sides write alike. */
const merged = (base: unknown, local: unknown, remote: unknown) => {
  const text = mergeDocuments(JSON.stringify(base), JSON.stringify(local), JSON.stringify(remote))
  return text === undefined ? undefined : JSON.parse(text)
}

describe('objects', () => {
  test('[CF7] are merged key by key, however deep; what each side added, changed or removed is so in the merge', () => {
    const base = { name: 'Film', zoom: 1, old: true, view: { from: 0, to: 10 } }
    const local = { name: 'Film', zoom: 2, old: true, view: { from: 5, to: 10 }, here: 1 }
    const remote = { name: 'Movie', zoom: 1, view: { from: 0, to: 20 }, there: 2 }
    expect(merged(base, local, remote)).toEqual({
      ...{ name: 'Movie', zoom: 2, here: 1, there: 2 },
      view: { from: 5, to: 20 },
    })
  })

  test.each([
    ['changed on both sides', { a: 1 }, { a: 2 }, { a: 3 }],
    ['removed on one and changed on the other', { a: { b: 1 } }, {}, { a: { b: 2 } }],
    ['made on both', {}, { a: { b: 1 } }, { a: { c: 1 } }],
    [
      'put in the place of another thing',
      { a: { id: 1, x: 1, y: 1 } },
      { a: { id: 2, x: 2, y: 1 } },
      { a: { id: 1, x: 1, y: 2 } },
    ],
  ])('[CF7] what was %s overlaps, and nothing is proposed', (_, base, local, remote) => {
    expect(merged(base, local, remote)).toBeUndefined()
    expect(merged(base, remote, local)).toBeUndefined()
  })
})

describe('arrays', () => {
  const clip = (id: string, more = {}) => ({ id, ...more })

  test('[CF7] are merged by element id: edits, additions, removals and moves of either side', () => {
    const base = ['a', 'b', 'c', 'd'].map((id) => clip(id, { at: 0 }))
    const local = [clip('b', { at: 0 }), clip('a', { at: 0 }), clip('c', { at: 1 }), clip('new'), clip('d', { at: 0 })]
    const remote = [clip('a', { at: 2 }), clip('b', { at: 0 }), clip('c', { at: 0 }), clip('end')]
    expect(merged(base, local, remote)).toEqual([
      clip('b', { at: 0 }),
      clip('a', { at: 2 }),
      clip('c', { at: 1 }),
      ...[clip('end'), clip('new')],
    ])
  })

  test('[CF7] what both add at one place is in the merge, in the same order on both devices', () => {
    const [base, local, remote] = [[clip('a')], [clip('a'), clip('z')], [clip('a'), clip('m')]]
    expect(merged(base, local, remote)).toEqual([clip('a'), clip('m'), clip('z')])
    expect(merged(base, remote, local)).toEqual([clip('a'), clip('m'), clip('z')])
  })

  test.each([
    ['elements without an id', [1, 2], [1, 2, 3], [0, 1, 2]],
    ['an id twice', [clip('a'), clip('a')], [clip('a')], [clip('a'), clip('a'), clip('b')]],
    [
      'moves on both sides',
      ['a', 'b', 'c'].map((id) => clip(id)),
      ['b', 'a', 'c'].map((id) => clip(id)),
      ['a', 'c', 'b'].map((id) => clip(id)),
    ],
    ['an element removed here and edited there', [clip('a')], [], [clip('a', { at: 1 })]],
  ])('[CF7] %s overlap', (_, base, local, remote) => {
    expect(merged(base, local, remote)).toBeUndefined()
  })

  test('[CF7] an element that each side moved into another array is not doubled', () => {
    const tracks = (...ids: readonly string[][]) =>
      ids.map((one, at) => ({ id: `t${at}`, clips: one.map((id) => clip(id)) }))
    expect(merged(tracks(['a'], [], []), tracks([], ['a'], []), tracks([], [], ['a']))).toBeUndefined()
    expect(merged(tracks(['a', 'b'], []), tracks(['b'], ['a']), tracks(['a', 'b', 'c'], []))).toEqual(
      tracks(['b', 'c'], ['a']),
    )
  })

  test('[CF7] the host’s own function may tell the elements apart', () => {
    const elementId = (element: unknown) => (element as { uuid?: string }).uuid
    const [base, local, remote] = ['[{"uuid":"a"}]', '[{"uuid":"a"},{"uuid":"b"}]', '[{"uuid":"a","x":NaN}]']
    expect(mergeDocuments(base, local, remote)).toBeUndefined()
    expect(mergeDocuments(base, local, remote, elementId)).toBe('[{"uuid":"a","x":NaN},{"uuid":"b"}]')
  })
})

test('[CF7] numbers that JavaScript cannot hold, NaN, Infinity and the layout stay as they were written', () => {
  const text = (rate: string, name: string) => `{
    "frames": 9007199254740993,
    "rate": ${rate},
    "gain": [-Infinity, NaN, Inf, 1e400],
    "name": "${name}"
}
`
  expect(mergeDocuments(text('24.0', 'Film'), text('25.000', 'Film'), text('24.0', 'Caf\\u00e9 "'))).toBeUndefined()
  expect(mergeDocuments(text('24.0', 'Film'), text('25.000', 'Film'), text('24.0', 'Caf\\u00e9'))).toBe(
    text('25.000', 'Caf\\u00e9'),
  )
})

const noJson = ['', 'plain text', '{"a":1,}', '[1', '{"a":1,"a":2}', '{"a":01}', '[1] []', '"open', '{"a" 1}']

test.each([...noJson, '['.repeat(9000)].map((text) => ({ text, begins: text.slice(0, 20) })))(
  '[CF7] what is no JSON, or too deep, is not merged: $begins',
  ({ text }) => {
    expect(mergeDocuments('{}', '{"a":1}', text)).toBeUndefined()
    expect(mergeDocuments(text, '{"a":1}', '{"b":1}')).toBeUndefined()
  },
)

test('[CF7] a key that every object inherits is one like any other', () => {
  const text = mergeDocuments('{"__proto__":{}}', '{"__proto__":{"a":1}}', '{"__proto__":{},"toString":2}')
  expect(text).toBe('{"__proto__":{"a":1},"toString":2}')
})

test('[CF7] an edit’s assets are all that either side lists where both documents changed; names are merged too', () => {
  const base = edit('{"a":1,"b":1}', { assetIds: ['x', 'y'] })
  const local = edit('{"a":2,"b":1}', { assetIds: ['y'] })
  const remote = edit('{"a":1,"b":2}', { assetIds: ['x', 'y', 'z'], name: 'Movie' })
  expect(threeWayMerge().propose({ base, local, remote })).toEqual(
    edit('{"a":2,"b":2}', { assetIds: ['x', 'y', 'z'], name: 'Movie' }),
  )
  expect(threeWayMerge().propose({ base, local: { ...local, name: 'Mine' }, remote })).toBeUndefined()
})

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
        const result = merged(original, change(ours, 'here'), change(theirs, 'there'))
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
