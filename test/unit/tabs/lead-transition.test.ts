import { expect, test } from 'vitest'
import { type LeadEvent, type LeadState, leadTransition } from '../../../client-lib/tabs/lead-transition.ts'

const following: LeadState = { kind: 'following', known: 3, unanswered: 0 }
const leading: LeadState = { kind: 'leading', known: 3 }

function run(state: LeadState, ...events: readonly LeadEvent[]) {
  const effects: string[] = []
  let now = state
  for (const event of events) {
    const outcome = leadTransition(now, event)
    now = outcome.state
    effects.push(...outcome.effects)
  }
  return { state: now, effects }
}

test('[TA1] who is granted the lock leads once its epoch is in force, and says so', () => {
  expect(run(following, { kind: 'granted' }, { kind: 'risen', epoch: 4 })).toEqual({
    state: { kind: 'leading', known: 4 },
    effects: ['raise', 'tell', 'take-up'],
  })
})

test('[TA1] a leader that hears of a later epoch steps down, and heeds no earlier one', () => {
  expect(run(leading, { kind: 'told', epoch: 2 }).state).toEqual(leading)
  expect(run(leading, { kind: 'told', epoch: 4 })).toEqual({
    state: { kind: 'following', known: 4, unanswered: 0 },
    effects: ['lay-down'],
  })
  expect(run(following, { kind: 'ask-due' }, { kind: 'told', epoch: 2 }).state).toMatchObject({ unanswered: 1 })
})

test('[TA1] a tab that rises goes on where it is told of another epoch, and raises its own over that', () => {
  const rising = run(following, { kind: 'granted' }).state
  expect(rising).toEqual({ kind: 'rising', known: 3 })
  expect(run(rising, { kind: 'told', epoch: 5 })).toEqual({ state: { kind: 'rising', known: 5 }, effects: [] })
  expect(run(following, { kind: 'told', epoch: 5 }).state).toEqual({ ...following, known: 5 })
  expect(run(leading, { kind: 'told', epoch: 3 })).toEqual({ state: leading, effects: [] })
})

test('[TA2] the lead is taken when two asks in a row were not answered', () => {
  const due: LeadEvent = { kind: 'ask-due' }
  expect(run(following, due, due, due)).toEqual({ state: following, effects: ['ask', 'ask', 'steal'] })
  expect(run(following, due, due, { kind: 'told', epoch: 3 }, due).effects).toEqual(['ask', 'ask', 'ask'])
  expect(run(leading, due, { kind: 'asked' }).effects).toEqual(['tell'])
  expect(run(following, { kind: 'asked' }).effects).toEqual([])
})

test('[TA1] what comes too late for a state changes nothing', () => {
  expect(run(following, { kind: 'deposed' }, { kind: 'risen', epoch: 9 })).toEqual({ state: following, effects: [] })
  expect(run(leading, { kind: 'granted' })).toEqual({ state: leading, effects: [] })
})
