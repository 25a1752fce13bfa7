import { expect, test } from 'vitest'
import type { LaneState } from '../../../client-lib/queue/lane-row.ts'
import { deriveStatus, type StatusFacts } from '../../../client-lib/status/derive-status.ts'
import { inFlight, lane, quiet, waiting } from './quiet-facts.ts'

test.each([
  ['paused', { paused: true }, 'paused'],
  ['nobody signed in', { hasAccount: false }, 'needs-auth'],
  ['neither', {}, 'syncing'],
])('[ST2, QU9, AC1] what is queued, and a file on its way, are told as what keeps them: %s', (_, facts, kind) => {
  const queued = deriveStatus({ ...quiet, ...facts, views: [lane('film', { kind: 'queued', next: inFlight })] })
  expect([queued.activity.kind, queued.projects.film?.activity.kind]).toEqual([kind, kind])
  const media = { ...quiet.media, open: 1, worst: { kind: 'syncing' }, durability: 'on-this-device' } as const
  const sending = deriveStatus({ ...quiet, paused: kind === 'paused', media })
  expect(sending).toMatchObject({
    activity: { kind: kind === 'paused' ? 'paused' : 'syncing' },
    keepTabOpen: kind !== 'paused',
  })
})

test('[ST2] paused is said though nothing waits, and what is stuck though all is paused', () => {
  expect(deriveStatus({ ...quiet, paused: true }).activity.kind).toBe('paused')
  const media = { ...quiet.media, worst: { kind: 'blocked', code: 'internal', detail: 'why' } } as const
  expect(deriveStatus({ ...quiet, paused: true, media }).activity.kind).toBe('blocked')
})

test('[ST2] of all that is to be told what needs the user most comes first, and what needs nobody last', () => {
  const states: readonly LaneState[] = [
    { kind: 'blocked', inFlight, code: 'internal', detail: 'why' },
    { kind: 'conflict', conflictId: 'k' },
    ...[{ kind: 'needs-auth', inFlight } as const, waiting(300)],
    ...[{ kind: 'sending', inFlight, failures: 0 } as const, { kind: 'idle' } as const],
  ]
  const shown = states.map((_, from) => {
    const views = states.slice(from).map((state, at) => lane(`p${at}`, state))
    return deriveStatus({ ...quiet, views: views.reverse() }).activity.kind
  })
  expect(shown).toEqual(['blocked', 'conflict', 'needs-auth', 'waiting', 'syncing', 'idle'])
  const paused = [states.slice(2), states.slice(3)].map((all) => {
    const views = all.map((state, at) => lane(`p${at}`, state))
    return deriveStatus({ ...quiet, paused: true, views }).activity.kind
  })
  expect(paused).toEqual(['needs-auth', 'paused'])
})

test.each([
  ['waiting', { kind: 'waiting', untilMs: 300, reason: 'busy' }],
  ['syncing', { kind: 'syncing' }],
] as const)(
  '[ST2, QU9, TA4] a file that is %s keeps the tab open where it goes on, and is paused with all',
  (_, worst) => {
    const media = { ...quiet.media, open: 1, worst, durability: 'on-this-device' } as const
    const told = (facts: Partial<StatusFacts>) => {
      const { activity, keepTabOpen } = deriveStatus({ ...quiet, media, ...facts })
      return [activity.kind, keepTabOpen]
    }
    expect(told({})).toEqual([worst.kind, true])
    expect(told({ leads: false })).toEqual([worst.kind, false])
    expect(told({ paused: true })).toEqual(['paused', false])
    expect(told({ media: { ...media, open: 0 } })[1]).toBe(false)
    const blocked = { kind: 'blocked', code: 'internal', detail: 'why' } as const
    expect(told({ media: { ...media, worst: blocked } })).toEqual(['blocked', false])
  },
)

test('[ST2] a store that cannot be used says why, and who is signed out is told so', () => {
  const degraded = { kind: 'storage-degraded', detail: 'no room' }
  expect(deriveStatus({ ...quiet, storageTrouble: 'no room' }).activity).toEqual(degraded)
  expect(deriveStatus({ ...quiet, signedIn: false }).activity).toEqual({ kind: 'needs-auth' })
  const refusal = { code: 'upgrade-required', detail: 'Reload the page.' }
  expect(deriveStatus({ ...quiet, refusal, signedIn: false }).activity).toEqual({ kind: 'blocked', ...refusal })
})

test('[ST2] of several waits the one that ends first is shown, with its reason', () => {
  const views = [lane('a', waiting(900)), lane('b', waiting(300)), lane('c', { kind: 'idle' })]
  expect(deriveStatus({ ...quiet, views }).activity).toEqual({ kind: 'waiting', untilMs: 300, reason: 'busy' })
})

test('[ST2] what needs the user comes before what waits', () => {
  const blocked: LaneState = { kind: 'blocked', inFlight, code: 'upgrade-required', detail: 'Reload the page.' }
  const views = [lane('a', waiting(300)), lane('b', blocked)]
  expect(deriveStatus({ ...quiet, views }).activity).toMatchObject({ kind: 'blocked', code: 'upgrade-required' })
  expect(deriveStatus({ ...quiet, views, storageTrouble: 'no room' }).activity.kind).toBe('storage-degraded')
})
