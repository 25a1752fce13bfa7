import * as v from 'valibot'
import { type ErrorCode, Problem, payloadOfCode, problemContentType, statusOfCode } from '#contract/errors.ts'
import { commonHeaders } from './common-headers.ts'
import { type JsonSchema, jsonSchema } from './json-schemas.ts'

const codes = Object.keys(statusOfCode) as ErrorCode[]
const payloads: Partial<Record<ErrorCode, { readonly entries: v.ObjectEntries }>> = payloadOfCode

/** One schema a code: the common members, this code with its status, and what it carries. */
export function problemSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(codes.map((code) => [nameOf(code), jsonSchema(problemOf(code))]))
}

/** The refusals that these codes are, by status. */
export function describeProblems(refusals: readonly ErrorCode[]): Record<string, JsonSchema> {
  const byStatus = Map.groupBy(new Set(refusals), (code) => statusOfCode[code])
  return Object.fromEntries([...byStatus].map(([status, same]) => [String(status), describeStatus(status, same)]))
}

function describeStatus(status: number, same: readonly ErrorCode[]): JsonSchema {
  const waits = same.some((code) => 'retryAfterMs' in entriesOf(code))
  // The gateways' own authorizers refuse a token before the function runs.
  const bare = status === 401 ? '; from the HTTP API itself without a body' : ''
  return {
    description: same.map((code) => `\`${code}\``).join(' or ') + bare,
    headers: { ...commonHeaders, ...(waits ? { 'retry-after': { $ref: '#/components/headers/RetryAfter' } } : {}) },
    content: { [problemContentType]: { schema: oneOf(same) } },
  }
}

function oneOf(same: readonly ErrorCode[]): JsonSchema {
  const [first, ...others] = same.map(refTo)
  if (others.length === 0 && first !== undefined) return { $ref: first }
  return {
    oneOf: same.map((code) => ({ $ref: refTo(code) })),
    discriminator: {
      propertyName: 'code',
      mapping: Object.fromEntries(same.map((code) => [code, refTo(code)])),
    },
  }
}

function problemOf(code: ErrorCode): v.GenericSchema {
  const own = { code: v.literal(code), status: v.literal(statusOfCode[code]) }
  return v.looseObject({ ...Problem.entries, ...own, ...entriesOf(code) })
}

const entriesOf = (code: ErrorCode): v.ObjectEntries => payloads[code]?.entries ?? {}
const refTo = (code: ErrorCode) => `#/components/schemas/${nameOf(code)}`

/** `version-conflict` is `VersionConflictProblem`. */
function nameOf(code: ErrorCode): string {
  return `${code.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())}Problem`
}
