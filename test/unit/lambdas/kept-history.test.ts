import { expect, test } from 'vitest'
import { callerOf } from '../../suites/api-caller.ts'
import { createProject, deleted, written } from '../../suites/project-fixture.ts'
import { kept, versionsOf } from '../../suites/version-fixture.ts'
import { memoryTarget } from './memory-target.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

async function start() {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  return { target, caller, id: await createProject(caller) }
}

test('[HI5] a project that is written every 20 minutes for three days keeps 3 an hour, 1 an hour and 1 a day', async () => {
  const { target, caller, id } = await start()
  for (let baseVersion = 1; baseVersion < 3 * 3 * 24; baseVersion += 1) {
    target.clock.advance(20 * minuteMs)
    await written(caller, id, { baseVersion })
  }
  const nowMs = target.clock.nowMs()
  const agesMs = (await versionsOf(caller, id)).map(({ madeAtMs }) => nowMs - madeAtMs)
  const between = (fromMs: number, toMs: number) => agesMs.filter((ageMs) => fromMs < ageMs && ageMs <= toMs)
  expect(between(-1, hourMs)).toEqual([0, 20, 40, 60].map((minutes) => minutes * minuteMs))
  expect(between(hourMs, dayMs)).toEqual(Array.from({ length: 23 }, (_, n) => (n + 2) * hourMs))
  expect(between(dayMs, 3 * dayMs)).toEqual([2 * dayMs])
}, 60_000)

test('[HI6] a deletion, a named version and a side of a conflict outlive the hours, and end after 30 days', async () => {
  const { target, caller, id } = await start()
  const side = await kept(caller, id, { kept: 'conflict-side' })
  const named = await kept(caller, id)
  const { version } = await deleted(caller, id, 1)
  for (let later = 1; later <= 3; later += 1) {
    target.clock.advance(minuteMs)
    await written(caller, id, { baseVersion: version + later - 1 })
  }
  target.clock.advance(29 * dayMs)
  await written(caller, id, { baseVersion: version + 3 })
  const ids = async () => (await versionsOf(caller, id)).map((one) => one.id)
  expect((await ids()).sort()).toEqual(['2', '6', named.id, side.id, '5'].sort())
  expect(named.expiresAtMs - named.madeAtMs).toBe(30 * dayMs)
  target.clock.advance(dayMs)
  expect(await ids()).toEqual(['6'])
  for (const gone of ['2', named.id]) {
    expect((await caller.call('GET', `/projects/${id}/versions/${gone}`)).status).toBe(404)
  }
})

test('[HI7] of a project whose history has all ended the list is empty', async () => {
  const { target, caller, id } = await start()
  target.clock.advance(31 * dayMs)
  expect(await versionsOf(caller, id)).toEqual([])
})
