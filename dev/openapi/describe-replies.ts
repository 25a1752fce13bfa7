import * as v from 'valibot'
import type { Route } from '#contract/route.ts'
import { commonHeaders } from './common-headers.ts'
import { type JsonSchema, jsonSchema } from './json-schemas.ts'

type Arm = v.ObjectSchema<{ readonly state: v.LiteralSchema<string, undefined> }, undefined>

const etag = { etag: { $ref: '#/components/headers/ETag' } }
const retryAfter = { 'retry-after': { $ref: '#/components/headers/RetryAfter' } }

/** What the route answers where it does what was asked: 200, and where it says so 202 and 304. */
export function describeReplies(route: Route): Record<string, JsonSchema> {
  const headers = route.conditional === true ? etag : {}
  return {
    ...(route.unfinished === undefined
      ? { 200: answer('Done.', route.reply, headers) }
      : describeArms(route.reply, route.unfinished)),
    ...(route.creates === true ? { 201: answer('Made.', route.reply, headers) } : {}),
    ...(route.conditional === true
      ? { 304: { description: 'What the client has is current.', headers: { ...commonHeaders, ...etag } } }
      : {}),
  }
}

function describeArms(reply: v.GenericSchema, unfinished: readonly string[]): Record<string, JsonSchema> {
  const arms = 'options' in reply ? (reply.options as Arm[]) : []
  const later = arms.filter((arm) => unfinished.includes(arm.entries.state.literal))
  const done = arms.filter((arm) => !later.includes(arm))
  if (later.length !== unfinished.length) throw new Error(`Of ${unfinished.join(', ')} the reply has ${later.length}.`)
  return {
    200: answer('Done.', eitherOf(done), {}),
    202: answer('Not done yet: ask again.', eitherOf(later), retryAfter),
  }
}

function eitherOf(arms: readonly Arm[]): v.GenericSchema {
  const [first, ...others] = arms
  return first !== undefined && others.length === 0 ? first : v.variant('state', [...arms])
}

function answer(description: string, schema: v.GenericSchema, headers: JsonSchema): JsonSchema {
  return {
    description,
    headers: { ...commonHeaders, ...headers },
    content: { 'application/json': { schema: jsonSchema(schema) } },
  }
}
