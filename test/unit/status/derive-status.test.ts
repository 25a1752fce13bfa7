import { expect, test } from 'vitest'
import { type LaneRow, type LaneState, newLane } from '../../../client-lib/queue/lane-row.ts'
import { deriveStatus } from '../../../client-lib/status/derive-status.ts'
import { inFlight, lane, quiet, waiting } from './quiet-facts.ts'

const agreedOnNothing = () => {
  const { lane: film, conflict } = lane('film', { kind: 'idle' })
  return { lane: { ...film, acknowledged: { version: 1, hash: '' } }, conflict }
}

test('[ST1] before the rows were compared with what the app holds, nothing is said to be in the cloud', () => {
  const status = deriveStatus({ ...quiet, ready: false, views: [lane('film', { kind: 'idle' })] })
  expect(status.durability).toBe('on-this-device')
  expect(status.projects.film?.durability).toBe('on-this-device')
  expect(status.activity.kind).toBe('syncing')
})

test('[ST1] one project or file that is not in the cloud speaks for all', () => {
  const views = [lane('film', { kind: 'idle' }), lane('clip', { kind: 'sending', inFlight, failures: 0 })]
  expect(deriveStatus({ ...quiet, views }).durability).toBe('on-this-device')
  const media = { ...quiet.media, durability: 'on-this-device' } as const
  expect(deriveStatus({ ...quiet, media }).durability).toBe('on-this-device')
  const saves = new Map([['film', 'unsaved']] as const)
  expect(deriveStatus({ ...quiet, views, saves }).durability).toBe('unsaved')
})

test('[ST1] while the rows and the app’s store were not compared, nothing is known to be in the cloud, and no warning given', () => {
  expect(deriveStatus({ ...quiet, ready: false, persistent: false })).toMatchObject({
    durability: 'on-this-device',
    mayBeEvicted: false,
  })
})

test.each([
  ['a save that is not queued yet', { saves: new Map([['film', 'saved']] as const) }],
  ['a trouble', { troubles: new Map([['film', { kind: 'blocked', code: 'internal', detail: 'why' }]] as const) }],
  ['a row that knows of no content agreed on', { views: [agreedOnNothing()] }],
])('[ST1] a project with %s is not said to be in the cloud, whatever was agreed on before', (_, facts) => {
  const { projects, durability } = deriveStatus({ ...quiet, views: [lane('film', { kind: 'idle' })], ...facts })
  expect([projects.film?.durability, durability]).toEqual(['on-this-device', 'on-this-device'])
})

test('[ST1, QU13] of a project whose newest edit is lost what the app’s store has saved since is on this device', () => {
  const views = [lane('film', { kind: 'lost', hash: 'b', savedAtMs: 1 })]
  expect(deriveStatus({ ...quiet, views }).projects.film?.durability).toBe('unsaved')
  const saves = new Map([['film', 'saved']] as const)
  expect(deriveStatus({ ...quiet, views, saves }).projects.film?.durability).toBe('on-this-device')
})

test('[ST1, LS12] files that only this tab’s memory has are not said to be on the device', () => {
  const media = { ...quiet.media, durability: 'on-this-device' } as const
  expect(deriveStatus({ ...quiet, durable: false, media })).toMatchObject({ durability: 'unsaved', keepTabOpen: true })
})

test('[LS7] that the browser may delete it is said of the newest edit too, once it is known to promise nothing', () => {
  const views = [lane('film', { kind: 'queued', next: inFlight })]
  expect(deriveStatus({ ...quiet, persistent: false, views }).mayBeEvicted).toBe(true)
  expect(deriveStatus({ ...quiet, persistent: undefined, views }).mayBeEvicted).toBe(false)
  expect(deriveStatus({ ...quiet, persistent: false, views: [lane('film', { kind: 'idle' })] }).mayBeEvicted).toBe(
    false,
  )
})

test('[ST1] a save is on its way as soon as the app’s store has it, though no row tells yet', () => {
  const told = (stage: 'saved' | 'unsaved', state: LaneState) => {
    const saves = new Map([['film', stage]])
    return deriveStatus({ ...quiet, saves, views: [lane('film', state)] }).projects.film
  }
  expect(told('saved', { kind: 'idle' })).toEqual({ durability: 'on-this-device', activity: { kind: 'syncing' } })
  expect(told('unsaved', { kind: 'idle' })).toEqual({ durability: 'unsaved', activity: { kind: 'idle' } })
  expect(told('saved', waiting(300))?.activity.kind).toBe('waiting')
})

const removedHere = (more: Partial<LaneRow>) => {
  const acknowledged = { version: 2, hash: '', gone: 'removed-here' } as const
  return { lane: { ...newLane('film'), acknowledged, ...more }, conflict: undefined }
}

test('[LS11, TA5] a project that was deleted elsewhere is told of for as long as something of it is lost, or only here', () => {
  expect(deriveStatus({ ...quiet, views: [removedHere({})] }).projects).toEqual({})
  const losses: LaneRow['losses'] = [{ hash: 'a', code: 'evicted' }]
  expect(deriveStatus({ ...quiet, views: [removedHere({ losses })] })).toMatchObject({
    durability: 'in-the-cloud',
    activity: { kind: 'blocked', code: 'content-lost' },
    projects: { film: { lost: 1 } },
  })
  const overlaid = [{ hash: 'a', savedAtMs: 1 }]
  expect(deriveStatus({ ...quiet, persistent: false, views: [removedHere({ overlaid })] })).toMatchObject({
    mayBeEvicted: true,
    projects: { film: { overlaid: 1 } },
  })
})

test('[DE1] what is to be deleted is not in the cloud, and is told of, until the cloud has it', () => {
  const deleting = { version: 2, wishedAtMs: 1 }
  const listed = removedHere({ deleting })
  const { lane: film, conflict } = lane('film', { kind: 'idle' })
  for (const view of [listed, { lane: { ...film, deleting }, conflict }])
    expect(deriveStatus({ ...quiet, views: [view] }).projects).toEqual({
      film: { durability: 'on-this-device', activity: { kind: 'syncing' } },
    })
})

test('[RE3, ST1] an edit of what was deleted elsewhere is told of like any other', () => {
  const state: LaneState = { kind: 'queued', next: inFlight }
  const { projects } = deriveStatus({ ...quiet, views: [removedHere({ state })] })
  expect(projects).toEqual({ film: { durability: 'on-this-device', activity: { kind: 'syncing' } } })
})

test('[ST1, QU13] an edit that is looked for in the app’s store is not said to be on the device', () => {
  const views = [lane('film', { kind: 'restoring', hash: 'b', savedAtMs: 1 })]
  const film = { durability: 'unsaved', activity: { kind: 'syncing' } }
  expect(deriveStatus({ ...quiet, views })).toMatchObject({ keepTabOpen: true, projects: { film } })
  expect(deriveStatus({ ...quiet, views, paused: true }).projects.film?.activity.kind).toBe('paused')
})

test('[LS12] what only the memory of this tab has beside the newest edit keeps the tab open', () => {
  const losing = [{ hash: 'a', mutationId: 'm', version: 1 }]
  const { lane: film, conflict } = lane('film', { kind: 'idle' })
  const told = deriveStatus({ ...quiet, durable: false, views: [{ lane: { ...film, losing }, conflict }] })
  expect(told).toMatchObject({ durability: 'in-the-cloud', keepTabOpen: true, activity: { kind: 'storage-degraded' } })
})

test('[TA4] a save that nothing has committed asks to keep the tab open; one that is here does not', () => {
  for (const [stage, keepTabOpen] of [['unsaved', true] as const, ['saved', false] as const]) {
    expect(deriveStatus({ ...quiet, saves: new Map([['film', stage]]) }).keepTabOpen).toBe(keepTabOpen)
  }
})

test('[ST1] what is gone from the cloud, and whose copy is here, is on this device alone', () => {
  const gone = { version: 2, hash: 'h', gone: true } as const
  const { lane: film, conflict } = lane('film', { kind: 'idle' })
  const status = deriveStatus({ ...quiet, views: [{ lane: { ...film, acknowledged: gone }, conflict }] })
  expect(status.durability).toBe('on-this-device')
})
