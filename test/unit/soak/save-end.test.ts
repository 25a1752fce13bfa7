import { expect, test } from 'vitest'
import type { BookEntry, Done } from '../../soak/book/entries.ts'
import { type Evidence, endOfSave } from '../../soak/book/save-end.ts'

const on = { device: 'one', account: 'ada', atMs: 1000 } as const
const entry = <D extends Done>(key: string, deed: number, life: number, done: D) => ({
  ...on,
  key,
  deed,
  life,
  ...done,
})
const save = (key: string, deed: number, life = 1): BookEntry<'save'> =>
  entry(key, deed, life, { kind: 'save', project: 'film' })
const look = (key: string, deed: number, life: number): BookEntry<'look'> =>
  entry(key, deed, life, { kind: 'look', project: 'film' })

/** Each call was made by its own deed, but for those that are named as unanswered. */
function evidence(known: Partial<Evidence>, unanswered: readonly string[] = []): Evidence {
  const nothing = { saves: [], looks: [], deletions: [], removals: [], losses: [], cleared: [], killed: [] }
  const all = { ...nothing, history: new Set<string>(), keptHere: new Map(), ...known }
  const entries = [...all.saves, ...all.looks, ...all.deletions, ...all.removals]
  return {
    ...all,
    endOf: (key) => {
      const deed = entries.find((one) => one.key === key)?.deed ?? 0
      return unanswered.includes(key) ? { kind: 'unanswered' } : { kind: 'made', deed, answer: undefined }
    },
  }
}

const first = save('first', 1)

test('a save that is nowhere is lost', () => {
  expect(endOfSave(first, evidence({ saves: [first] }))).toBe('lost')
  expect(endOfSave(first, evidence({ saves: [first], history: new Set(['first']) }))).toBe('in-history')
  expect(endOfSave(first, evidence({ saves: [first], keptHere: new Map([['first', 'overlaid']]) }))).toBe('overlaid')
})

test('a later save of the same page takes its place; one that was never answered only where it is somewhere', () => {
  const saves = [first, save('second', 2)]
  expect(endOfSave(first, evidence({ saves }))).toBe('replaced')
  expect(endOfSave(first, evidence({ saves }, ['second']))).toBe('lost')
  expect(endOfSave(first, evidence({ saves, history: new Set(['second']) }, ['second']))).toBe('replaced')
})

test('a save of another page takes its place only where that page had looked since', () => {
  const saves = [first, save('other', 4, 2)]
  expect(endOfSave(first, evidence({ saves }))).toBe('lost')
  expect(endOfSave(first, evidence({ saves, looks: [look('before', 0, 2)] }))).toBe('lost')
  expect(endOfSave(first, evidence({ saves, looks: [look('since', 3, 2)] }))).toBe('replaced')
})

test('a loss counts as named only where rows were cleared, and where it is of that save or a later one', () => {
  const loss = { kind: 'content-lost', projectId: 'film', code: 'evicted' } as const
  const named = (savedAtMs: number) => ({ ...on, loss: { ...loss, savedAtMs } })
  const cleared = [{ device: 'one', deed: 2 }] as const
  const saves = [first]
  expect(endOfSave(first, evidence({ saves, cleared, losses: [named(1001)] }))).toBe('named-lost')
  expect(endOfSave(first, evidence({ saves, cleared, losses: [named(999)] }))).toBe('lost')
  expect(endOfSave(first, evidence({ saves, losses: [named(1001)] }))).toBe('lost')
})

test('what was cleared goes with its notes where the browser is killed as well, and not by either alone', () => {
  const [cleared, killed] = [[{ device: 'one', deed: 2 }] as const, [{ device: 'one', deed: 3 }] as const]
  expect(endOfSave(first, evidence({ saves: [first], cleared, killed }))).toBe('lost-with-its-notes')
  expect(endOfSave(first, evidence({ saves: [first], cleared }))).toBe('lost')
  expect(endOfSave(first, evidence({ saves: [first], killed }))).toBe('lost')
})
