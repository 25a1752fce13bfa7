import * as v from 'valibot'
import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import type { Route } from '#contract/route.ts'
import { type JsonSchema, jsonSchema } from './json-schemas.ts'

interface Piped {
  readonly pipe?: readonly { readonly type: string; readonly operation?: unknown }[]
}

export const contractVersionParameter = {
  name: contractVersionHeader,
  in: 'header',
  required: true,
  description: 'The version of the contract that the client speaks; another one is answered `upgrade-required`.',
  schema: { type: 'string', const: String(contractVersion) },
}

export const ifNoneMatchParameter = {
  name: 'if-none-match',
  in: 'header',
  required: false,
  description: 'ETags that the client has; where one is current, the answer is 304.',
  schema: { type: 'string' },
}

export const ifMatchParameter = {
  name: 'if-match',
  in: 'header',
  required: false,
  description: 'The ETag of the version that this write is made on; one that contradicts `baseVersion` is refused.',
  schema: { type: 'string' },
}

/** All that a request of this route is told beside its body. */
export function describeParameters(route: Route): JsonSchema[] {
  return [
    ...entriesOf(route.params).map(([name, schema]) => ({
      ...{ name, in: 'path', required: true },
      schema: jsonSchema(schema),
    })),
    ...entriesOf(route.query).map(([name, schema]) => ({
      ...{ name, in: 'query', required: !isOptional(schema) },
      schema: jsonSchema(asSent(schema)),
    })),
    { $ref: '#/components/parameters/ContractVersion' },
    ...(isWrite(route) ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
    ...(route.conditional === true ? [{ $ref: '#/components/parameters/IfNoneMatch' }] : []),
  ]
}

/** Writes of a project carry the version they are made on. */
const isWrite = ({ method }: Route) => method === 'PUT' || method === 'DELETE'

function entriesOf(schema: v.GenericSchema): [string, v.GenericSchema][] {
  if (!('entries' in schema)) throw new TypeError(`Parameters are told by an object, not by ${schema.type}.`)
  return Object.entries(schema.entries as Record<string, v.GenericSchema>)
}

const isOptional = ({ type }: v.GenericSchema) => ['optional', 'exact_optional', 'nullish'].includes(type)

/** A number is sent as digits, and told as the number that they are, with its bounds. */
function asSent(schema: v.GenericSchema): v.GenericSchema {
  const inner = isOptional(schema) && 'wrapped' in schema ? (schema.wrapped as v.GenericSchema) : schema
  const pipe = (inner as Piped).pipe ?? []
  const at = pipe.findIndex(({ type, operation }) => type === 'transform' && operation === Number)
  if (at === -1) return inner
  const bounds = pipe.slice(at + 1) as unknown as v.GenericPipeAction<number>[]
  return bounds.reduce<v.GenericSchema<number>>(
    (number, bound) => v.pipe(number, bound as never) as never,
    v.pipe(v.number(), v.integer()),
  )
}
