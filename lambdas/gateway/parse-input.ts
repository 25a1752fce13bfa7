import * as v from 'valibot'
import type { Route } from '#contract/route.ts'
import type { RouteBody, RouteName, RouteParams, RouteQuery } from '#contract/routes.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { ApiRequest } from './api-request.ts'
import { parseJson } from './parse-json.ts'

export interface RouteInput<N extends RouteName = RouteName> {
  readonly params: RouteParams<N>
  readonly query: RouteQuery<N>
  readonly body: RouteBody<N>
}

interface Issue {
  readonly path: string
  readonly message: string
}

const mostIssues = 20
// Names come from the caller: a reply must not grow with them.
const longestPath = 200
const longestMessage = 200

/**
 * Params, query and body of one request by its route's schemas.
 *
 * @throws ApiFailure `invalid-request` naming each path, or `request-too-large`
 */
export function parseInput(route: Route, request: ApiRequest): RouteInput {
  const body = parseJson(request.body)
  const issues: Issue[] = []
  const params = parsePlace('params', route.params, request.params, issues)
  const query = parsePlace('query', route.query, request.query, issues)
  const parsedBody = parsePlace('body', route.body, body, issues)
  if (issues.length > 0) throw new ApiFailure('invalid-request', { issues: issues.slice(0, mostIssues) })
  return { params, query, body: parsedBody } as RouteInput
}

function parsePlace(place: string, schema: v.GenericSchema, value: unknown, issues: Issue[]): unknown {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  for (const issue of result.issues) {
    const path = v.getDotPath(issue)
    const whole = path === null ? place : `${place}.${path}`
    issues.push({ path: whole.slice(0, longestPath), message: issue.message.slice(0, longestMessage) })
  }
  return undefined
}
