import { describe, expect, test } from 'vitest'
import { mergeDocuments } from '../../../client-lib/conflicts/merge/merge-documents.ts'

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

test('[CF7] where both sides have put an object’s keys in another order, all are there, in this device’s', () => {
  const [base, local, remote] = ['{"a":1,"b":1,"c":1}', '{"b":1,"a":2,"c":1,"here":1}', '{"a":1,"c":3,"b":1,"there":1}']
  expect(mergeDocuments(base, local, remote)).toBe('{"b":1,"a":2,"c":3,"here":1,"there":1}')
})

test('[CF7] what one side has only laid out anew, it has not changed', () => {
  const [base, local] = [
    { tags: ['x'], at: { from: 1 } },
    { tags: ['x', 'y'], at: { from: 2 } },
  ]
  const laidOut = JSON.stringify({ at: { from: 1 }, tags: ['x'], more: 1 }, null, 2)
  const text = mergeDocuments(JSON.stringify(base), JSON.stringify(local), laidOut)
  expect(JSON.parse(text ?? '')).toEqual({ ...local, more: 1 })
})

describe('arrays', () => {
  const clip = (id: string, more = {}) => ({ id, ...more })

  test('[CF7] are merged by element id: edits, additions, removals and moves of either side', () => {
    const base = ['a', 'b', 'c', 'd'].map((id) => clip(id, { at: 0 }))
    const local = [clip('b', { at: 0 }), clip('a', { at: 0 }), clip('c', { at: 1 }), clip('new'), clip('d', { at: 0 })]
    const remote = [clip('a', { at: 2 }), clip('b', { at: 0 }), clip('c', { at: 0 }), clip('end')]
    const all = [clip('b', { at: 0 }), clip('a', { at: 2 }), clip('c', { at: 1 }), clip('end'), clip('new')]
    expect(merged(base, local, remote)).toEqual(all)
    expect(merged(base, remote, local)).toEqual(all)
  })

  test('[CF7] what both add at one place is in the merge, in the same order on both devices', () => {
    const [base, local, remote] = [[clip('a')], [clip('a'), clip('z')], [clip('a'), clip('m')]]
    expect(merged(base, local, remote)).toEqual([clip('a'), clip('m'), clip('z')])
    expect(merged(base, remote, local)).toEqual([clip('a'), clip('m'), clip('z')])
  })

  test.each([
    ['elements without an id', [1, 2], [1, 2, 3], [0, 1, 2]],
    ['one element without an id', [clip('a'), {}], [clip('a', { at: 1 }), {}], [clip('a'), {}, clip('b')]],
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
    const edited = [...tracks([], []), { id: 't2', clips: [clip('a', { at: 1 })] }]
    expect(merged(tracks(['a'], [], []), tracks([], ['a'], []), edited)).toBeUndefined()
    expect(merged(tracks(['a', 'b'], []), tracks(['b'], ['a']), tracks(['a', 'b', 'c'], []))).toEqual(
      tracks(['b', 'c'], ['a']),
    )
  })

  test('[CF7] one that a side moved into another array, and the other removed, is a question and not back', () => {
    const tracks = (...ids: readonly string[][]) =>
      ids.map((one, at) => ({ id: `t${at}`, clips: one.map((id) => clip(id)) }))
    const [base, moved, removed] = [tracks(['a', 'b'], []), tracks(['b'], ['a']), tracks(['b'], [])]
    expect(merged(base, moved, removed)).toBeUndefined()
    expect(merged(base, removed, moved)).toBeUndefined()
  })

  describe.each<[string, (id: number) => unknown]>([
    ['a number that a track is named by too', (id: number) => ({ id })],
    ['one of a list of ids', (id: number) => `clip${id}`],
    ['an element without an id', (id: number) => ({ media: id })],
  ])('[CF7] %s', (_, element) => {
    const tracks = (...clips: readonly number[][]) => clips.map((ids, id) => ({ id, clips: ids.map(element) }))
    const [base, here, there] = [tracks([1], [], []), tracks([], [1], []), tracks([], [], [1])]

    test('is neither doubled where both moved it nor back where one removed it', () => {
      expect(merged(base, here, there)).toBeUndefined()
      expect(merged(base, here, tracks([], [], []))).toBeUndefined()
      expect(merged(base, tracks([], [], []), there)).toBeUndefined()
    })

    test('may be moved by one, moved alike or removed by both, and put elsewhere as well', () => {
      const none = tracks([], [], [])
      const of = (mine: number, theirs: number, list: unknown) => ({ mine, theirs, list })
      const both = (local: unknown, remote: unknown) => merged(of(1, 1, base), of(2, 1, local), of(1, 2, remote))
      expect(both(here, base)).toEqual(of(2, 2, here))
      expect(both(here, here)).toEqual(of(2, 2, here))
      expect(both(none, none)).toEqual(of(2, 2, none))
      expect(both(tracks([1], [1], []), tracks([1], [], [1]))).toEqual(of(2, 2, tracks([1], [1], [1])))
    })
  })

  test('[CF7] a member that each side moved into another object is not doubled', () => {
    const [base, here, there] = [0, 1, 2].map((at) =>
      Object.fromEntries([0, 1, 2].map((track) => [`t${track}`, track === at ? { a: clip('a') } : {}])),
    )
    expect(merged(base, here, there)).toBeUndefined()
  })

  test('[CF7] a hundred thousand elements that one side adds at one place are all in the merge', () => {
    const many = (count: number, name: string) => Array.from({ length: count }, (_, at) => clip(`${name}${at}`))
    const [base, local] = [many(10, 'b'), [...many(10, 'b'), clip('z')]]
    expect(merged(base, local, [...base, ...many(100_000, 'n')])).toHaveLength(100_011)
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

test('[CF7] what is no JSON, or too deep, is not merged', () => {
  const merge = (...[begin, end]: readonly [string, string]) =>
    mergeDocuments(...(['1,"y":1', '2,"y":1', '1,"y":2'].map((xy) => begin + xy + end) as [string, string, string]))
  expect(merge('{"x":', '}')).toBe('{"x":2,"y":2}')
  const nested = (depth: number) => `,"z":${'['.repeat(depth)}${']'.repeat(depth)}}`
  expect(merge('{"x":', nested(500))).toBeDefined()
  const ends = [
    ',}',
    '',
    ',"a":1,"a":2}',
    ',"\\u0061":1,"a":2}',
    ',"a" 1}',
    '} []',
    '}\n{"x":1}',
    ',"z":"open',
    nested(501),
  ]
  for (const end of ends) expect(merge('{"x":', end)).toBeUndefined()
  for (const begin of ['plain "x":', '{x', '["x":']) expect(merge(begin, '}')).toBeUndefined()
})

test('[CF7] a key that every object inherits is one like any other', () => {
  const text = mergeDocuments('{"__proto__":{}}', '{"__proto__":{"a":1}}', '{"__proto__":{},"toString":2}')
  expect(text).toBe('{"__proto__":{"a":1},"toString":2}')
})
