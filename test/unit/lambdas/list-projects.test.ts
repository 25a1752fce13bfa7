import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ListProjectsReply } from '#contract/projects.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { createProject, written } from '../../suites/project-fixture.ts'
import { memoryTarget } from './memory-target.ts'

const minuteMs = 60_000

async function listed(caller: Awaited<ReturnType<typeof callerOf>>, query = '') {
  return v.parse(ListProjectsReply, (await caller.call('GET', `/projects${query}`)).json)
}

test('[LI2] since holds what changed after the reply that gave it, two minutes of overlap, and tombstones', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const old = await createProject(caller)
  target.clock.advance(3 * minuteMs)
  const recent = await createProject(caller)
  target.clock.advance(minuteMs)
  const { nextSince } = await listed(caller)
  target.clock.advance(minuteMs)
  const fresh = await createProject(caller)
  const changes = await listed(caller, `?since=${nextSince}`)
  expect(changes.projects.map(({ id }) => id)).toEqual([recent, fresh])
  const [key, row] = [...target.server.database.projects].find(([, { id }]) => id === old) ?? []
  if (key === undefined || row === undefined) throw new Error('The project is gone.')
  const deletedAtMs = target.clock.nowMs()
  target.server.database.projects.set(key, { ...row, version: 2, deletedAtMs, updatedAtMs: deletedAtMs })
  expect((await listed(caller, `?since=${nextSince}`)).projects).toContainEqual({
    state: 'deleted',
    id: old,
    version: 2,
    deletedAtMs,
    updatedAtMs: deletedAtMs,
  })
  expect((await listed(caller)).projects.map(({ id }) => id)).not.toContain(old)
})

test('[LI2] what is written while a listing is paged is in the next since', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const ids = [await createProject(caller), await createProject(caller)]
  const first = await listed(caller, '?limit=1')
  target.clock.advance(10 * minuteMs)
  await written(caller, ids[0] as string, { baseVersion: 1 })
  target.clock.advance(10 * minuteMs)
  const last = await listed(caller, `?limit=1&cursor=${first.cursor}`)
  const changes = await listed(caller, `?since=${last.nextSince}`)
  expect(changes.projects.some(({ id, version }) => id === ids[0] && version === 2)).toBe(true)
})

test('[LI4] the tokens of a kept reply stay good, and a day later it is given anew', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  await createProject(caller)
  const first = await caller.call('GET', '/projects')
  const ask = async ({ headers }: typeof first) =>
    (await caller.call('GET', '/projects', { headers: { 'if-none-match': headers.get('etag') ?? '' } })).status
  target.clock.advance(23 * 60 * minuteMs)
  expect(await ask(first)).toBe(304)
  const fresh = await createProject(caller)
  const kept = v.parse(ListProjectsReply, first.json)
  expect((await listed(caller, `?since=${kept.nextSince}`)).projects.map(({ id }) => id)).toContain(fresh)
  const second = await caller.call('GET', '/projects')
  expect(await ask(second)).toBe(304)
  target.clock.advance(60 * minuteMs)
  expect(await ask(second)).toBe(200)
})

test('[LI4] one project is three answers: as the whole list, as all that changed, as a page before others', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const { nextSince } = await listed(caller)
  await createProject(caller)
  const tagOf = async (path: string) => (await caller.call('GET', path)).headers.get('etag')
  const tags = [await tagOf('/projects'), await tagOf(`/projects?since=${nextSince}`)]
  target.clock.advance(-minuteMs)
  await createProject(caller)
  tags.push(await tagOf('/projects?limit=1'))
  expect(new Set(tags).size).toBe(3)
})

test('[LI1] a page holds at most 100 projects, also where none says how many', async () => {
  const caller = await callerOf(memoryTarget(), 'ada')
  for (let count = 0; count < 101; count += 1) await createProject(caller)
  const first = await listed(caller)
  expect(first.projects).toHaveLength(100)
  expect((await listed(caller, `?cursor=${first.cursor}`)).projects).toHaveLength(1)
  expect(problemIn(await caller.call('GET', '/projects?limit=101')).code).toBe('invalid-request')
})

describe('a token that has grown old', () => {
  const dayMs = 24 * 60 * minuteMs
  /** The stage keeps tombstones for 30 days; two overlaps less, for whoever drops them has a clock of its own. */
  const lifeMs = 30 * dayMs - 5 * minuteMs

  async function tokens() {
    const target = memoryTarget()
    const caller = await callerOf(target, 'ada')
    await createProject(caller)
    await createProject(caller)
    const { nextSince } = await listed(caller)
    const { cursor } = await listed(caller, '?limit=1')
    const { cursor: cursorOfChanges } = await listed(caller, `?limit=1&since=${nextSince}`)
    return { target, caller, queries: [`since=${nextSince}`, `cursor=${cursor}`, `cursor=${cursorOfChanges}`] }
  }

  test('[LI5] is taken as long as every deletion since can be told, and then answers cursor-expired', async () => {
    const { target, caller, queries } = await tokens()
    target.clock.advance(lifeMs - 1)
    for (const query of queries) expect((await caller.call('GET', `/projects?${query}`)).status).toBe(200)
    target.clock.advance(1)
    for (const query of queries) {
      const answer = await caller.call('GET', `/projects?${query}`)
      expect(problemIn(answer)).toMatchObject({ status: 410, code: 'cursor-expired' })
    }
    expect((await listed(caller)).nextSince).toBeDefined()
  })
  test('[LI5] is not taken from a clock that was far ahead: changes until then would be passed over', async () => {
    const { target, caller, queries } = await tokens()
    target.clock.advance(-2 * minuteMs)
    for (const query of queries) expect((await caller.call('GET', `/projects?${query}`)).status).toBe(200)
    target.clock.advance(-minuteMs)
    for (const query of queries) {
      expect(problemIn(await caller.call('GET', `/projects?${query}`)).code).toBe('cursor-expired')
    }
  })
  test('[LI3] a position that is not in its listing answers invalid-request', async () => {
    const { caller, queries } = await tokens()
    const [, , query = ''] = queries
    const cursor = JSON.parse(Buffer.from(query.slice('cursor='.length), 'base64url').toString())
    for (const after of [
      { ...cursor.after, updatedAtMs: cursor.fromMs - 1 },
      { ...cursor.after, id: 'a/b' },
    ]) {
      const forged = Buffer.from(JSON.stringify({ ...cursor, after })).toString('base64url')
      expect(problemIn(await caller.call('GET', `/projects?cursor=${forged}`)).code).toBe('invalid-request')
    }
  })
})
