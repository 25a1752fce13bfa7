import { expect, test } from 'vitest'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'
import { deriveStatus } from '../../../client-lib/status/derive-status.ts'
import { createStatusBoard } from '../../../client-lib/status/status-board.ts'
import { inFlight, lane, quiet } from './quiet-facts.ts'

const sending = { kind: 'sending', inFlight, failures: 0 } as const

test('[CB8, ST3] a step of one of a thousand projects makes one status of a project', () => {
  const views: LaneView[] = Array.from({ length: 1000 }, (_, at) => lane(`p${at}`, { kind: 'idle' }))
  const before = deriveStatus({ ...quiet, views })
  views[500] = lane('p500', sending)
  const now = deriveStatus({ ...quiet, views })
  const made = Object.keys(now.projects).filter((id) => now.projects[id] !== before.projects[id])
  expect(made).toEqual(['p500'])
})

test('[ST3] of what has changed in part, the rest is what it was', () => {
  const views: LaneView[] = [lane('film', sending), lane('song', { kind: 'idle' })]
  const board = createStatusBoard(() => deriveStatus({ ...quiet, views }))
  const before = board.get()
  board.update()
  expect(board.get()).toBe(before)
  views[1] = lane('song', sending)
  board.update()
  const { projects, uploads } = board.get()
  expect(projects.film).toBe(before.projects.film)
  expect(projects.song).toEqual(projects.film)
  expect(uploads).toBe(before.uploads)
  expect(before.projects.song?.activity.kind).toBe('idle')
})

test('[CB8] what is said of many is not written to, as an app may freeze what it is told', () => {
  let ready = false
  const views = [lane('film', { kind: 'idle' }), lane('song', { kind: 'idle' })]
  const derive = () => deriveStatus({ ...quiet, ready, views })
  const board = createStatusBoard(derive)
  for (const told of Object.values(board.get().projects)) Object.freeze(Object.freeze(told).activity)
  ready = true
  for (const safe of Object.values(derive().projects)) Object.freeze(safe)
  board.update()
  const { film, song } = board.get().projects
  expect(film).toBe(derive().projects.film)
  expect(song).toBe(film)
})
