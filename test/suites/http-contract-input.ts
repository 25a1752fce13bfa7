import { expect, test } from 'vitest'
import { contractVersionHeader } from '#contract/contract-version.ts'
import * as limits from '#contract/limits.ts'
import { type ApiAnswer, callerOf, problemIn } from './api-caller.ts'
import { makeAsset, presign } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleteProject, deletionOf, freshId, projectBody, putProject } from './project-fixture.ts'
import { keepVersion, keptBody } from './version-fixture.ts'

/** What is refused before anything is read or written. */
export function describeInputContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  const pathsOf = (answer: ApiAnswer) => {
    expect([answer.status, problemIn(answer).code]).toEqual([400, 'invalid-request'])
    return (problemIn(answer).issues as { path: string }[]).map(({ path }) => path)
  }

  test.each(['a'.repeat(65), 'a%20b', 'a.b', 'caf%C3%A9', 'a%23b'])(
    '[ID1] a project id outside the pattern is refused: %s',
    async (id) => {
      expect(pathsOf(await putProject(await device(), id, projectBody()))).toEqual(['params.projectId'])
    },
  )
  test('[ID1] an asset id and a mutation id outside the pattern are refused', async () => {
    const answer = await putProject(
      await device(),
      freshId('project'),
      projectBody({ assetIds: ['a/b'], mutationId: '' }),
    )
    expect(pathsOf(answer).sort()).toEqual(['body.assetIds.0', 'body.mutationId'])
  })
  test.each(['{', 'not json', '[1', '{"a":1}x'])('[IN1] a body that is no JSON is refused: %s', async (body) => {
    expect(pathsOf(await putProject(await device(), freshId('project'), body))).toEqual(['body'])
  })
  test('[IN1] JSON that nests too deeply is refused', async () => {
    const body = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    expect(pathsOf(await putProject(await device(), freshId('project'), body))).toEqual(['body'])
  })
  test('[IN1] an unknown field, a wrong type and an absent field are each named', async () => {
    const { name: _, ...rest } = projectBody()
    const body = { ...rest, baseVersion: '0', colour: 'red' }
    const paths = pathsOf(await putProject(await device(), freshId('project'), body))
    expect(paths.sort()).toEqual(['body.baseVersion', 'body.colour', 'body.name'])
  })
  test('[IN1] a base beyond the last version there can be is refused, and that one itself overtaken', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const both = async (baseVersion: number) => [
      await putProject(caller, id, projectBody({ baseVersion })),
      await deleteProject(caller, id, deletionOf(baseVersion)),
    ]
    for (const beyond of [limits.latestVersion + 1, 2 ** 48, Number.MAX_SAFE_INTEGER])
      for (const answer of await both(beyond)) expect(pathsOf(answer)).toEqual(['body.baseVersion'])
    for (const answer of await both(limits.latestVersion)) expect(problemIn(answer).code).toBe('version-conflict')
  })
  test('[IN1] an unknown query parameter is refused', async () => {
    expect(pathsOf(await (await device()).call('GET', '/projects?colour=red'))).toEqual(['query.colour'])
  })
  test.each(['0', '101', '-1', 'ten', '1.5'])('[IN1] a page size of %s is refused', async (limit) => {
    expect(pathsOf(await (await device()).call('GET', `/projects?limit=${limit}`))).toEqual(['query.limit'])
  })
  test('[IN1] a document of half a surrogate pair, of bad base64 or of no gzip is refused', async () => {
    const documents = [
      { encoding: 'identity', data: 'a\ud800b' },
      { encoding: 'gzip', data: 'H4sI!' },
      // It would come back as H4sIAA==.
      { encoding: 'gzip', data: 'H4sIAB==' },
      { encoding: 'gzip', data: btoa('plain') },
      { encoding: 'gzip', data: btoa('\x1fplain') },
    ]
    for (const document of documents) {
      const body = { ...projectBody(), document: { kind: 'inline', ...document } }
      expect(pathsOf(await putProject(await device(), freshId('project'), body))).toEqual(['body.document.data'])
    }
  })
  test('[IN1] a name that holds half of a surrogate pair is refused, whatever it names', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const half = 'a\ud83d'
    const body = projectBody({ baseVersion: 1, name: half, deviceName: half })
    expect(pathsOf(await putProject(caller, id, body)).sort()).toEqual(['body.deviceName', 'body.name'])
    const version = keptBody({ name: half, deviceName: half, label: half, kept: 'named' })
    const kept = pathsOf(await keepVersion(caller, id, version))
    expect(kept.sort()).toEqual(['body.deviceName', 'body.label', 'body.name'])
    const file = await makeAsset(3, { fileName: half })
    expect(pathsOf(await presign(caller, id, file.body))).toEqual(['body.fileName'])
  })
  test('[IN2] a body over the limit answers 413 and changes nothing', async () => {
    const caller = await device()
    const id = freshId('project')
    const body = projectBody({
      document: { kind: 'inline', encoding: 'identity', data: 'x'.repeat(limits.requestBodyBytes) },
    })
    const answer = await putProject(caller, id, body)
    expect(answer.status).toBe(413)
    expect(problemIn(answer)).toMatchObject({ code: 'request-too-large', limitBytes: limits.requestBodyBytes })
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(404)
  })
  test('[IN2] a document over its limit after gzip answers 413 and changes nothing', async () => {
    const caller = await device()
    const id = freshId('project')
    const random = crypto.getRandomValues(new Uint8Array(limits.inlineDocumentBytes + 1))
    const data = Buffer.from(random).toString('base64')
    const answer = await putProject(
      caller,
      id,
      projectBody({ document: { kind: 'inline', encoding: 'identity', data } }),
    )
    expect(problemIn(answer)).toMatchObject({ code: 'document-too-large', limitBytes: limits.inlineDocumentBytes })
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(404)
  })
  test('[IN3] an error is a problem document with code, detail, status and request id', async () => {
    const answer = await (await device()).call('GET', `/projects/${freshId('project')}`)
    expect(answer.status).toBe(404)
    expect(problemIn(answer)).toMatchObject({ code: 'project-not-found', status: 404 })
    expect(problemIn(answer).requestId).not.toBe('')
    expect(problemIn(answer).detail).not.toBe('')
  })
  test('[IN8] every answer names its request, a problem twice', async () => {
    const caller = await device()
    const [good, bad] = [await caller.call('GET', '/projects'), await caller.call('GET', '/projects?limit=0')]
    for (const answer of [good, bad]) expect(answer.headers.get('x-request-id')).toMatch(/./)
    expect(good.headers.get('x-request-id')).not.toBe(bad.headers.get('x-request-id'))
    expect(problemIn(bad).requestId).toBe(bad.headers.get('x-request-id'))
  })
  test.each(['0', '2', '1.0', 'one'])('[IN4] contract version %s is answered upgrade-required', async (version) => {
    const answer = await (await device()).call('GET', '/projects', { headers: { [contractVersionHeader]: version } })
    expect(answer.status).toBe(426)
    expect(problemIn(answer)).toMatchObject({
      ...{ code: 'upgrade-required', supported: [1] },
      detail: 'Load the app anew: it is of another release than this server, which speaks version 1 of the contract.',
    })
  })
  test('[IN1] names with emoji, quotes and markup come back as they were given', async () => {
    const caller = await device()
    const name = '“Été” 🎬 <script>"\\'
    const id = await createProject(caller, { name })
    expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ name })
  })
}
