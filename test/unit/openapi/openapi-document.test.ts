import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { payloadOfCode, statusOfCode } from '#contract/errors.ts'
import type { Route } from '#contract/route.ts'
import { commonErrors, routes } from '#contract/routes.ts'
import { checkOpenApiDrift, compareDocuments } from '../../../dev/checks/openapi-drift.ts'
import { openApiDocument } from '../../../dev/openapi/openapi-document.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters: readonly { readonly name?: string; readonly in?: string; readonly $ref?: string }[]
  readonly requestBody?: object
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >
}
const document = openApiDocument() as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, { readonly required: readonly string[] }>> }
}
const told = Object.entries(routes as Record<string, Route>).map(([name, route]) => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()]
  if (operation === undefined) throw new Error(`${name} has no operation.`)
  return { name, route, operation }
})

test('[OA1] the document is valid OpenAPI 3.1, and every reference in it leads somewhere', async () => {
  const validator = new Validator()
  const result = await validator.validate(structuredClone(document))
  expect(result).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
  const refs = [...JSON.stringify(document).matchAll(/"(#\/components\/[^"]+)"/g)].map(([, ref]) => ref as string)
  expect(refs.length).toBeGreaterThan(100)
  const resolve = (ref: string) =>
    ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
  expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([])
})

test('[OA1] the validator refuses what is not OpenAPI 3.1', async () => {
  const broken = { ...structuredClone(document), paths: { '/api/projects': { get: { operationId: 7 } } } }
  expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
})

test('[OA1] the committed document is what the contract makes; another one is a finding that says where and what to do', () => {
  expect(checkOpenApiDrift(process.cwd())).toEqual({
    findings: [],
    looked: `${told.length} operations in docs/openapi.json`,
  })
  expect(compareDocuments('{\n  "a": 1\n}\n', '{\n  "a": 2\n}\n')).toEqual([
    'docs/openapi.json is not what the contract makes, from line 2 on: run `npm run openapi` and commit it.',
  ])
})

test('[OA1] there is one operation a route, named as the route is', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(routes).sort())
  for (const { name, operation } of told) expect(operation.operationId).toBe(name)
})

test.each(told)(
  '[OA2] $name tells its parameters, its body and the version of the contract',
  ({ route, operation }) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const named = (place: string) => operation.parameters.filter((one) => one.in === place).map(({ name }) => name)
    expect(named('path')).toEqual(inPath)
    expect(named('query')).toEqual(Object.keys('entries' in route.query ? (route.query.entries as object) : {}))
    expect(operation.parameters).toContainEqual({ $ref: '#/components/parameters/ContractVersion' })
    expect(operation.requestBody !== undefined).toBe(route.body.type !== 'undefined')
  },
)

test.each(told)('[OA2] $name tells every refusal under its status, and what it carries', ({ route, operation }) => {
  for (const code of [...commonErrors, ...route.errors]) {
    const name = `${code.replace(/(^|-)./g, (start) => start.replace('-', '').toUpperCase())}Problem`
    const schema = operation.responses[statusOfCode[code]]?.content?.['application/problem+json']?.schema
    expect(JSON.stringify(schema)).toContain(`"#/components/schemas/${name}"`)
    const carried = code in payloadOfCode ? Object.keys(payloadOfCode[code as keyof typeof payloadOfCode].entries) : []
    expect(document.components.schemas[name]?.required).toEqual(
      expect.arrayContaining(['code', 'requestId', ...carried]),
    )
  }
})

test('[OA2] 304 and 202 are told where they are answered, and nowhere else', () => {
  const telling = (status: string) =>
    told.filter(({ operation }) => status in operation.responses).map(({ name }) => name)
  expect(telling('304')).toEqual(told.filter(({ route }) => route.conditional === true).map(({ name }) => name))
  expect(telling('304')).toContain('getProject')
  expect(telling('202')).toEqual(['eraseAccount', 'completeMedia'])
})
