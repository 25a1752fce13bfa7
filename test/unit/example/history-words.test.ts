import { expect, test } from 'vitest'
import { takeVersions, withNamed, withOlder } from '../../../example/history/history-listing.ts'
import { historyTrouble, versionWords } from '../../../example/history/version-words.ts'

const entry = { versionId: '1', version: 1, name: 'Film', deviceName: 'Studio', madeAtMs: 0, expiresAtMs: 1 }
const saved = (version: number) => ({ ...entry, version, versionId: `${version}`, kind: 'saved' }) as const
const named = { ...entry, versionId: '1~n', kind: 'named', label: 'First cut' } as const

async function* versions(count: number) {
  for (let version = count; version > 0; version -= 1) yield saved(version)
}

test('[HI16] a row says what a version is, whose, and, where it has a name, that', () => {
  expect(versionWords(named)).toMatchObject({ title: 'First cut', kind: 'Named' })
  expect(versionWords({ ...entry, kind: 'conflict-side' })).toMatchObject({
    kind: 'Lost a conflict',
    origin: 'Studio · “Film”',
  })
  expect(versionWords({ ...entry, kind: 'deletion', deviceName: '' }).origin).toBe('A device without a name · “Film”')
})

test('[HI16] some are shown at once, and the older ones after them; a name that is given twice is one row, and first', async () => {
  const reader = versions(5)
  const first = await takeVersions(reader, 3)
  expect(first).toEqual({ versions: [saved(5), saved(4), saved(3)], older: 'some' })
  const all = withOlder({ kind: 'listed', ...first }, await takeVersions(reader, 3))
  expect(all).toMatchObject({ versions: [5, 4, 3, 2, 1].map(saved), older: 'none' })
  expect(withNamed(withNamed(all, named), named)).toMatchObject({ versions: [named, ...[5, 4, 3, 2, 1].map(saved)] })
})

test('[HI16] what keeps the history away is said, and each has words of its own', () => {
  const failure = (name: string) => Object.assign(new Error('no'), { name })
  const said = ['NetworkFailed', 'ProjectUnsettled', 'DocumentNotSent', 'unknown'].map((name) =>
    historyTrouble(failure(name)),
  )
  expect(new Set(said).size).toBe(4)
  expect(historyTrouble(Object.assign(new Error('no'), { code: 'version-not-found' }))).toContain('not kept any more')
})
