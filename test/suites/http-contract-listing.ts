import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ListProjectsReply, type ProjectSummary } from '#contract/projects.ts'
import { type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleted, freshId, written } from './project-fixture.ts'

interface Listing {
  readonly projects: readonly ProjectSummary[]
  readonly pages: number
  readonly nextSince: string
}

/** Follows a listing to its last page. */
async function listAll(caller: ApiCaller, query: Record<string, string>): Promise<Listing> {
  const projects: ProjectSummary[] = []
  let more: Record<string, string> = {}
  for (let pages = 1; ; pages += 1) {
    const answer = await caller.call('GET', `/projects?${new URLSearchParams({ ...query, ...more })}`)
    const reply = v.parse(ListProjectsReply, answer.json)
    projects.push(...reply.projects)
    if (reply.nextSince !== undefined) return { projects, pages, nextSince: reply.nextSince }
    if (reply.cursor === undefined) throw new Error('A page names neither a cursor nor nextSince.')
    more = { cursor: reply.cursor }
  }
}

/** A reply's ETag, and what is answered to it. */
async function askedTwice(caller: ApiCaller, path: string) {
  const etag = (await caller.call('GET', path)).headers.get('etag') ?? ''
  return { etag, again: await caller.call('GET', path, { headers: { 'if-none-match': etag } }) }
}

/** Pages, deltas and their tokens. */
export function describeListContract(target: HttpTarget): void {
  test('[LI1] a new user has no projects, and may ask for changes since', async () => {
    const { projects, nextSince } = await listAll(await callerOf(target, freshId('user')), {})
    expect(projects).toEqual([])
    expect(nextSince).not.toBe('')
  })
  test('[LI1] pages hold all live projects once, newest first, at most as many as asked for', async () => {
    const caller = await callerOf(target, freshId('user'))
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) ids.push(await createProject(caller))
    const { projects, pages } = await listAll(caller, { limit: '2' })
    expect(projects.map(({ id }) => id).sort()).toEqual([...ids].sort())
    const times = projects.map(({ updatedAtMs }) => updatedAtMs)
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(pages).toBeGreaterThanOrEqual(3)
  })
  test('[LI1] a summary holds name, version, device and times', async () => {
    const caller = await callerOf(target, freshId('user'))
    const id = await createProject(caller, { name: 'one', deviceName: 'laptop' })
    await written(caller, id, { baseVersion: 1, name: 'two', deviceName: 'phone' })
    const { projects } = await listAll(caller, {})
    expect(projects).toMatchObject([{ state: 'live', id, name: 'two', version: 2, mediaRev: 0, deviceName: 'phone' }])
  })
  test('[LI2] since holds what was written after, also over pages', async () => {
    const caller = await callerOf(target, freshId('user'))
    const { nextSince } = await listAll(caller, {})
    const ids: string[] = []
    for (let count = 0; count < 3; count += 1) ids.push(await createProject(caller))
    const { projects } = await listAll(caller, { since: nextSince, limit: '1' })
    expect(projects.map(({ id }) => id).sort()).toEqual([...ids].sort())
  })
  test('[LI2] since holds the tombstone of what was deleted after, and the project once it is un-deleted', async () => {
    const caller = await callerOf(target, freshId('user'))
    const id = await createProject(caller)
    const { nextSince } = await listAll(caller, {})
    await deleted(caller, id, 1)
    const [tombstone, ...others] = (await listAll(caller, { since: nextSince })).projects
    expect([tombstone, others]).toMatchObject([{ state: 'deleted', id, version: 2 }, []])
    expect((await listAll(caller, {})).projects).toEqual([])
    await written(caller, id, { baseVersion: 2 })
    expect((await listAll(caller, { since: nextSince })).projects).toMatchObject([{ state: 'live', id, version: 3 }])
  })
  test('[LI4] the list and its changes answer 304 to their own ETag, and 200 once a project has changed', async () => {
    const caller = await callerOf(target, freshId('user'))
    const id = await createProject(caller)
    const { nextSince } = await listAll(caller, {})
    for (const path of ['/projects', `/projects?since=${nextSince}`]) {
      // The tag ends with the day, which may end between one pair of calls, not between two.
      const pairs = [await askedTwice(caller, path), await askedTwice(caller, path)]
      const unchanged = pairs.find(({ again }) => again.status === 304)
      expect(unchanged?.again).toMatchObject({ status: 304, text: '' })
      expect(unchanged?.again.headers.get('etag')).toBe(unchanged?.etag)
    }
    const { etag } = await askedTwice(caller, '/projects')
    await written(caller, id, { baseVersion: 1 })
    const changed = await caller.call('GET', '/projects', { headers: { 'if-none-match': etag } })
    expect(changed).toMatchObject({ status: 200, json: { projects: [{ id, version: 2 }] } })
  })
  test("[LI4] another user's ETag is unknown, although both lists are empty", async () => {
    const { etag } = await askedTwice(await callerOf(target, freshId('user')), '/projects')
    const other = await callerOf(target, freshId('user'))
    expect((await other.call('GET', '/projects', { headers: { 'if-none-match': etag } })).status).toBe(200)
  })
  test.each(['cursor', 'since'])('[LI3] a %s that this list did not give answers invalid-request', async (name) => {
    const caller = await callerOf(target, freshId('user'))
    for (const token of ['abc', btoa('{"v":1}').replaceAll('=', ''), 'e30']) {
      const answer = await caller.call('GET', `/projects?${name}=${token}`)
      expect(problemIn(answer)).toMatchObject({ code: 'invalid-request', issues: [{ path: `query.${name}` }] })
    }
  })
  test("[LI3] another user's cursor and since answer invalid-request", async () => {
    const owner = await callerOf(target, freshId('user'))
    await createProject(owner)
    await createProject(owner)
    const page = v.parse(ListProjectsReply, (await owner.call('GET', '/projects?limit=1')).json)
    const { nextSince } = await listAll(owner, {})
    const stranger = await callerOf(target, freshId('user'))
    for (const query of [`cursor=${page.cursor}`, `since=${nextSince}`]) {
      expect(problemIn(await stranger.call('GET', `/projects?${query}`)).code).toBe('invalid-request')
    }
  })
  test('[LI3] a cursor is no since, and a since no cursor', async () => {
    const caller = await callerOf(target, freshId('user'))
    await createProject(caller)
    await createProject(caller)
    const page = v.parse(ListProjectsReply, (await caller.call('GET', '/projects?limit=1')).json)
    const { nextSince } = await listAll(caller, {})
    for (const query of [`since=${page.cursor}`, `cursor=${nextSince}`]) {
      expect(problemIn(await caller.call('GET', `/projects?${query}`)).code).toBe('invalid-request')
    }
  })
}
