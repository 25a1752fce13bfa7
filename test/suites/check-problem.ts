import * as v from 'valibot'
import { type ErrorCode, type Problem, payloadOfCode, statusOfCode } from '#contract/errors.ts'
import { commonErrors } from '#contract/routes.ts'
import { matchGatewayRoute } from '../../testing/cloud/rest-api-event.ts'

/**
 * Holds every problem that is answered to the contract: its code is one the route lists, and brings what that code carries.
 *
 * @throws Error when the contract does not say that this route answers this
 */
export function checkProblem(method: string, path: string, problem: Problem): void {
  const route = matchGatewayRoute(method, `/api${path}`.replace(/\?.*$/, ''))?.route
  const listed: readonly string[] = route === undefined ? ['route-not-found'] : [...commonErrors, ...route.errors]
  const code = problem.code as ErrorCode
  if (!listed.includes(code))
    throw new Error(`${method} ${path} answered ${code}; the contract lists ${listed.join(', ')}.`)
  if (problem.status !== statusOfCode[code]) throw new Error(`${code} travelled with status ${problem.status}.`)
  if (code in payloadOfCode) v.parse(payloadOfCode[code as keyof typeof payloadOfCode], problem)
}
