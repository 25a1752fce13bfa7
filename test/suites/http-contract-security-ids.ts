import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { contractVersionHeader } from '#contract/contract-version.ts'
import { ListProjectsReply } from '#contract/projects.ts'
import { userIdOf } from '../../lambdas/auth/user-id.ts'
import { callerOf, callerWith, problemIn } from './api-caller.ts'
import { makeAsset, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleted, freshId, projectBody, putProject, written } from './project-fixture.ts'
import { rawRequest } from './raw-request.ts'

/** As they stand in a path, encoded or not. */
const pathTricks = [
  ...['..', '.', '%2e%2e', '%2E.', '..%2f..', '%2F', 'a%2Fb', '%5c..%5c', '..;', '%252e%252e', '%c0%ae%c0%ae'],
  ...['%23', 'a%23b', '%3F', 'a%3Fb', '%25', '%zz', '%00', 'a%00b', '%0a', 'a%0d%0aX:y', '%20', '*', '~', 'a:b', 'a,b'],
  // Look-alikes: a full-width stop and slash, a Cyrillic a, a zero-width space, another direction of writing.
  ...['%EF%BC%8E%EF%BC%8E', '%EF%BC%8F', '%D0%B0', 'a%E2%80%8Bb', '%E2%80%AEa', 'e%CC%81'],
  ...['', 'a'.repeat(65), 'a'.repeat(4000)],
]
/** Names that every object inherits: no id is worse than another. */
const inherited = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '-', '_', 'null', 'undefined']

/** Attacks by what ids and subjects are made of. */
export function describeIdAttacks(target: HttpTarget): void {
  describe('ids', { timeout: 60_000 }, () => {
    const onTheWire = target.isOnTheWire === true ? pathTricks : []
    const named = onTheWire.map(
      (trick) => [trick.length < 20 ? trick : `of ${trick.length} characters`, trick] as const,
    )
    test.each(named)(
      '[SE2] the project id “%s” in a path reaches nothing of the caller’s, on any route',
      async (_, trick) => {
        const user = freshId('user')
        const id = await createProject(await callerOf(target, user), { name: 'not to be seen' })
        const headers = { authorization: `Bearer ${await target.tokens.access(user)}`, [contractVersionHeader]: '1' }
        for (const path of [`/projects/${trick}`, `/projects/${id}/media/${trick}/download`, `/${trick}/projects`]) {
          const method = path.endsWith('download') ? 'POST' : 'GET'
          const { status, text } = await rawRequest(target.apiUrl, `/api${path}`, { method, headers })
          if (status === 200) expect([path, v.is(ListProjectsReply, JSON.parse(text))]).toEqual([path, true])
          else expect([400, 403, 404, 405, 414]).toContain(status)
        }
      },
    )
    test.each(inherited)('[SE2] a project, an asset and a mutation named %s are like any other', async (name) => {
      const caller = await callerOf(target, freshId('user'))
      const read = async () => (await caller.call('GET', `/projects/${name}`)).status
      expect(await read()).toBe(404)
      const body = projectBody({ mutationId: name, assetIds: [name] })
      for (const _ of ['first', 'replayed']) {
        expect((await putProject(caller, name, body)).json).toMatchObject({ version: 1, missingAssets: [name] })
      }
      const asset = await makeAsset(10, { assetId: name })
      expect(await upload(target, caller, name, asset)).toEqual({ state: 'stored', mediaRev: 1 })
      expect((await caller.call('GET', `/projects/${name}`)).json).toMatchObject({
        ...{ id: name, version: 1, assets: [{ assetId: name, state: 'stored' }] },
      })
      await deleted(caller, name, 1)
      expect(await read()).toBe(410)
      expect(await written(caller, name, { baseVersion: 2 })).toMatchObject({ version: 3 })
      expect(problemIn(await putProject(caller, name, { ...body, name: 'other' })).code).toBe('mutation-reused')
    })
    describeSubjectAttacks(target)
  })
}

function describeSubjectAttacks({ tokens, ...target }: HttpTarget): void {
  const { signed } = tokens
  if (signed === undefined) return
  const own = freshId('user')
  const digest = async () => userIdOf(await issuerOf(tokens), own)
  const subjects: [string, () => Promise<string>][] = [
    ['another user’s digest', digest],
    ['another user’s digest and a project behind it', async () => `${await digest()}#film`],
    ['another user’s with a # behind it', async () => `${own}#`],
    ['another user’s with a line behind it', async () => `${own}\n`],
    ['issuer, line and another user’s', async () => `${await issuerOf(tokens)}\n${own}`],
    ['a path to another user’s digest', async () => `../${await digest()}`],
    ['another user’s in capitals', async () => own.toUpperCase()],
    ['another user’s with a null character', async () => `${own}\u0000`],
    ['of half a surrogate pair', async () => `${own}\ud800`],
    ['what every object inherits', async () => '__proto__'],
    ['of 2,000 characters that begin with another user’s', async () => own + 'a'.repeat(2000)],
  ]
  test.each(subjects)('[SE3] a subject that is %s sees nothing of that user', async (_, subject) => {
    const victim = callerWith({ tokens, ...target }, await signed(own, {}))
    const id = await createProject(victim)
    const attacker = callerWith({ tokens, ...target }, await signed(await subject(), {}))
    expect((await attacker.call('GET', '/projects')).json).toMatchObject({ projects: [] })
    expect((await attacker.call('GET', `/projects/${id}`)).status).toBe(404)
    expect((await victim.call('GET', `/projects/${id}`)).status).toBe(200)
  })
}

async function issuerOf(tokens: HttpTarget['tokens']): Promise<string> {
  const [, payload = ''] = (await tokens.access('anybody')).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss: string }
  return claims.iss
}
