import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import type { Route } from '#contract/route.ts'
import { routes } from '#contract/routes.ts'
import { type ApiAnswer, type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId, projectBody, putProject } from './project-fixture.ts'
import { bodyFor, namedByNobody, namingRoutes, pathOf } from './route-calls.ts'

const MiB = 1024 * 1024
const sending = namingRoutes.filter((name) => routes[name].method !== 'GET')
const poison = { polluted: true, name: 'polluted', prototype: { polluted: true } }

/** Attacks by what a body holds. */
export function describeBodyAttacks(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  const isWell = async (caller: ApiCaller) => {
    const id = await createProject(caller)
    expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ id, version: 1, name: 'Holiday film' })
  }
  const issuesOf = (answer: ApiAnswer) => {
    expect([answer.status, problemIn(answer).code]).toEqual([400, 'invalid-request'])
    return (problemIn(answer).issues as { path: string }[]).map(({ path }) => path)
  }

  describe('bodies', { timeout: 60_000 }, () => {
    test.each(sending)(
      '[SE5] %s refuses names that every object inherits, at each depth, and is none the worse',
      async (name) => {
        const caller = await device()
        const named = await namedByNobody()
        const { method, path } = routes[name] as Route
        const body = bodyFor(name, named) ?? {}
        for (const field of ['__proto__', 'constructor', 'toString']) {
          for (const [place, poisoned] of poisonings(body, field)) {
            const answer = await caller.call(method, pathOf(path, named.params), { body: poisoned })
            expect(issuesOf(answer)).toContain(bodyFor(name, named) === undefined ? 'body' : `body${place}.${field}`)
          }
        }
        expect({}).not.toHaveProperty('polluted')
        expect(issuesOf(await putProject(caller, freshId('project'), { ...projectBody(), name: undefined }))).toEqual([
          'body.name',
        ])
        await isWell(caller)
      },
    )
    test.each(['__proto__', 'constructor', 'hasOwnProperty'])(
      '[SE5] a query parameter named %s is refused',
      async (name) => {
        expect(issuesOf(await (await device()).call('GET', `/projects?${name}=1`))).toEqual([`query.${name}`])
      },
    )
    test('[SE5] a refusal does not grow with the names it quotes', async () => {
      const body = { ...projectBody(), ['n'.repeat(MiB)]: 1, document: { ['m'.repeat(MiB)]: 1, __proto_: 1 } }
      const answer = await putProject(await device(), freshId('project'), body)
      expect(issuesOf(answer).length).toBeGreaterThan(1)
      expect(answer.text.length).toBeLessThan(20_000)
    })
    test('[SE5] of a field that is given twice the last counts, for the write and for its replay', async () => {
      const caller = await device()
      const id = freshId('project')
      const body = JSON.stringify(projectBody()).replace('{', '{"name":"first","baseVersion":7,')
      for (const _ of ['written', 'replayed'])
        expect((await putProject(caller, id, body)).json).toMatchObject({ version: 1 })
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ name: 'Holiday film' })
    })
    test.each([
      ['text', { filler: 'x'.repeat(7 * MiB) }],
      ['numbers', Array(3.5 * MiB).fill(1)],
    ])('[SE6] 7 MB of %s are refused, and the function goes on', async (_, body) => {
      const caller = await device()
      const named = await namedByNobody()
      for (const name of ['putProject', 'presignMedia'] as const) {
        const { method, path } = routes[name]
        const answer = await caller.call(method, pathOf(path, named.params), { body }).catch(() => undefined)
        // Where the gateway does not let it through, it answers for itself.
        if (answer?.headers.get('content-type')?.includes('problem') === true) {
          expect(problemIn(answer)).toMatchObject({ code: 'request-too-large', limitBytes: limits.requestBodyBytes })
        } else expect(answer?.status ?? 413).toBeGreaterThanOrEqual(400)
        await isWell(caller)
      }
    })
    test.each([
      ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
      ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
      ['lists that never end', '['.repeat(100_000)],
      ['lists in a document', `{"baseVersion":0,"document":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ])('[SE6] 100,000 levels of %s are refused, and the function goes on', async (_, body) => {
      const caller = await device()
      const named = await namedByNobody()
      for (const name of sending) {
        const { method, path } = routes[name] as Route
        expect(issuesOf(await caller.call(method, pathOf(path, named.params), { body }))).toContain('body')
      }
      await isWell(caller)
    })
    describeDisguises(target)
  })
}

/** Bytes that say they are something else than they are. */
function describeDisguises(target: HttpTarget): void {
  const json = () => JSON.stringify(projectBody())
  const put = async (body: string | Uint8Array, headers: Record<string, string>) =>
    putProject(
      {
        call: async (method, path, options) =>
          (await callerOf(target, freshId('user'))).call(method, path, { ...options, headers }),
      },
      freshId('project'),
      body,
    )

  test.each(['text/plain', 'application/octet-stream', 'application/json; charset=utf-16', 'image/png'])(
    '[SE6] what is JSON in UTF-8 is read as that, though it says it is %s',
    async (type) => {
      expect((await put(json(), { 'content-type': type })).json).toMatchObject({ version: 1 })
    },
  )
  test.each([
    ['a form', new URLSearchParams({ baseVersion: '0', name: 'film' }).toString(), 'application/x-www-form-urlencoded'],
    [
      'many parts',
      '--b\r\ncontent-disposition: form-data; name="name"\r\n\r\nfilm\r\n--b--',
      'multipart/form-data; boundary=b',
    ],
    ['XML with an entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'application/xml'],
    ['JSON in UTF-16', new Uint8Array(Buffer.from(json(), 'utf16le')), 'application/json; charset=utf-16'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xc0, 0xae, 0x7d]), 'application/octet-stream'],
  ])('[SE6] %s is no JSON, whatever it says it is', async (_, body, type) => {
    expect(problemIn(await put(body, { 'content-type': type }))).toMatchObject({ code: 'invalid-request', status: 400 })
  })
  test('[SE6] a body that says it is gzip is not unpacked by a function', async () => {
    const headers = { 'content-type': 'application/gzip', 'content-encoding': 'gzip' }
    const answer = await put(new Uint8Array(gzipSync(json())), headers)
    if (target.unpacksBodies) expect(answer.json).toMatchObject({ version: 1 })
    else expect(problemIn(answer)).toMatchObject({ code: 'invalid-request', status: 400 })
  })
  test('[SE6] a document of 32 KB of gzip that holds 30 MB, or is cut short, is kept and given back unopened', async () => {
    const caller = await callerOf(target, freshId('user'))
    const bomb = gzipSync(new Uint8Array(30 * MiB), { level: 9 })
    for (const bytes of [bomb, bomb.subarray(0, 100)]) {
      const document = { kind: 'inline', encoding: 'gzip', data: bytes.toString('base64') } as const
      expect(bytes.byteLength).toBeLessThan(limits.inlineDocumentBytes)
      const id = await createProject(caller, { document })
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ document })
      const conflict = await putProject(caller, id, projectBody({ document }))
      expect(problemIn(conflict)).toMatchObject({ code: 'version-conflict', winner: { document } })
    }
  })
}

/** The body once for each object in it, with a field of this name put in there; and where that is. */
function poisonings(body: unknown, field: string): [place: string, body: string][] {
  const found: [string, string][] = []
  const visit = (value: unknown, place: string) => {
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) {
      const marked = JSON.stringify(body, (_, one) => (one === value ? { ...one, 'put-it-here': poison } : one))
      found.push([place, marked.replace('put-it-here', field)])
    }
    for (const [name, inner] of Object.entries(value)) visit(inner, `${place}.${name}`)
  }
  visit(body, '')
  return found
}
