import { describe, expect, test } from 'vitest'
import type { Route } from '#contract/route.ts'
import { type RouteName, routes } from '#contract/routes.ts'
import { type ApiAnswer, type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import { complete, makeAsset, opened, partBytes, send, sendAll } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId } from './project-fixture.ts'
import { answersAnybody, bodyFor, type Named, namedByNobody, namingRoutes, ownRoutes, pathOf } from './route-calls.ts'

const twoParts = 9 * 1024 * 1024
/** Different at every answer, whatever it is about. */
const ofTheRequest = /date|request-?id|trace|apigw|amz-id/

/** Attacks on what another user has, by somebody who knows all of its ids. */
export function describeStrangerAttacks(target: HttpTarget): void {
  const stranger = () => callerOf(target, freshId('user'))

  describe('another user’s ids', { timeout: 60_000 }, () => {
    test.each(namingRoutes)(
      '[SE1] %s of another user’s project answers exactly as that of an unknown one',
      async (name) => {
        const { caller, held } = await victim(target)
        const before = await stateOf(caller, held)
        const thief = await stranger()
        const theirs = await callRoute(thief, name, held)
        const unknown = await callRoute(thief, name, await namedByNobody())
        if (!answersAnybody.has(name)) expect(theirs.status).toBe(404)
        expect(shapeOf(theirs)).toEqual(shapeOf(unknown))
        expect(await stateOf(caller, held)).toEqual(before)
      },
    )
    test.each(namingRoutes.filter((name) => routes[name].path.includes('{assetId}')))(
      '[SE1] %s of another user’s asset, in a project of the same id, answers exactly as that of an unknown one',
      async (name) => {
        const { caller, held } = await victim(target)
        const before = await stateOf(caller, held)
        const thief = await stranger()
        const { projectId = '' } = held.params
        await createProject(thief, {}, projectId)
        const theirs = await callRoute(thief, name, held)
        const unknown = await callRoute(thief, name, await namedByNobody({ projectId }))
        expect(theirs.status).toBe(answersAnybody.has(name) ? 200 : 404)
        expect(shapeOf(theirs)).toEqual(shapeOf(unknown))
        expect(await stateOf(caller, held)).toEqual(before)
      },
    )
    test.each(ownRoutes)('[SE1] %s shows a stranger what it shows somebody who has nothing', async (name) => {
      const { held } = await victim(target)
      const { method, path } = routes[name] as Route
      const answer = await (await stranger()).call(method, pathOf(path, held.params), { body: bodyFor(name, held) })
      expect(answer.status).toBe(200)
      const { projectId = '', assetId = '' } = held.params
      for (const id of [projectId, assetId, held.asset.body.checksum]) expect(answer.text).not.toContain(id)
    })
    test('[SE9] no answer may be kept by the browser, be it a project, a 304 or a refusal', async () => {
      const caller = await stranger()
      const id = await createProject(caller)
      const found = await caller.call('GET', `/projects/${id}`)
      const headers = { 'if-none-match': found.headers.get('etag') ?? '' }
      const unchanged = await caller.call('GET', `/projects/${id}`, { headers })
      const refused = await caller.call('GET', `/projects/${freshId('project')}`)
      const answers = [found, unchanged, refused].map((one) => [one.status, one.headers.get('cache-control')])
      expect(answers).toEqual([200, 304, 404].map((status) => [status, 'no-store']))
    })
    test('[SE1] another user’s upload can neither be continued, completed nor met: the same bytes are a session of one’s own', async () => {
      const { caller, held, session } = await victim(target)
      const thief = await stranger()
      const id = await createProject(thief)
      const theirs = await opened(thief, id, held.asset.body)
      expect(theirs.uploadId).not.toBe(session.uploadId)
      expect(theirs.uploadedParts).toEqual([])
      await sendAll(target, held.asset, theirs)
      expect((await complete(thief, id, held.asset)).json).toMatchObject({ state: 'stored' })
      const { projectId = '' } = held.params
      expect(problemIn(await complete(caller, projectId, held.asset))).toMatchObject({ missingParts: [1] })
      const again = await opened(caller, projectId, held.asset.body)
      expect([again.uploadId, again.uploadedParts.length]).toEqual([session.uploadId, 1])
    })
    test('[SE1] an upload’s address does not lead to another user’s prefix', async () => {
      const { session } = await victim(target)
      const thief = await stranger()
      const asset = await makeAsset(twoParts)
      const mine = await opened(thief, await createProject(thief), asset.body)
      const [signed, theirs] = [mine.signedParts[0], session.signedParts[0]]
      if (signed === undefined || theirs === undefined) throw new Error('No part was signed.')
      const [from, to] = [new URL(signed.url), new URL(theirs.url)]
      const url = signed.url.replace(from.pathname, to.pathname)
      const bytes = partBytes(asset.bytes, asset.plan, 1)
      expect((await send(target, { ...signed, url }, bytes)).status).toBe(403)
      expect((await send(target, signed, bytes)).status).toBe(200)
    })
  })
}

/** Somebody with a project, an asset of it half uploaded, and the session of that. */
async function victim(target: HttpTarget) {
  const caller = await callerOf(target, freshId('user'))
  const asset = await makeAsset(twoParts)
  const projectId = await createProject(caller, { assetIds: [asset.body.assetId] })
  const session = await opened(caller, projectId, asset.body)
  const last = session.signedParts.find(({ partNumber }) => partNumber === 2)
  if (last === undefined) throw new Error('Part 2 was not signed.')
  await send(target, last, asset.bytes.slice(session.partSizeBytes))
  const held: Named = { params: { projectId, assetId: asset.body.assetId, version: '1' }, asset }
  return { caller, held, session }
}

function callRoute(caller: ApiCaller, name: RouteName, named: Named): Promise<ApiAnswer> {
  const { method, path } = routes[name]
  return caller.call(method, pathOf(path, named.params), { body: bodyFor(name, named) })
}

/** All that an owner sees of what is theirs. */
async function stateOf(caller: ApiCaller, { params, asset }: Named) {
  const project = await caller.call('GET', `/projects/${params.projectId}`)
  const media = await caller.call('GET', `/projects/${params.projectId}/media`)
  const upload = await opened(caller, params.projectId ?? '', { ...asset.body, parts: [] })
  return { project: project.text, etag: project.headers.get('etag'), media: media.text, ...upload, expiresAtMs: 0 }
}

/** An answer without what differs from request to request; of what was given, only what it is made of. */
function shapeOf(answer: ApiAnswer) {
  const headers = [...answer.headers].map(([name, value]) => [name, ofTheRequest.test(name) ? '' : value])
  const { status, json, text } = answer
  if (status < 300) return { status, fields: Object.keys(json as object) }
  return { status, headers, text: text.replace(problemIn(answer).requestId, '') }
}
