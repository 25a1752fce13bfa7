import { expect, inject, test } from 'vitest'
import { callerOf, problemIn } from '../suites/api-caller.ts'
import { describeHttpContract } from '../suites/http-contract.ts'
import type { HttpTarget } from '../suites/http-target.ts'
import { poolTokens } from '../tokens/pool-tokens.ts'

const deployment = inject('httpDeployment')

const target: HttpTarget = {
  name: 'the HTTP API on ministack',
  apiUrl: deployment.apiUrl,
  fetch,
  copiesNoParts: true,
  isOnTheWire: true,
  tokens: poolTokens(deployment),
  gatewayRefusesTokens: true,
}
describeHttpContract(target)

test.each([
  ['GET', '/nothing'],
  ['GET', '/projects/film/nothing'],
  ['DELETE', '/projects'],
  ['PUT', '/projects/film/media'],
])('[IN7] a route that there is not is a problem with the request’s id: %s %s', async (method, path) => {
  const answer = await (await callerOf(target, 'anybody')).call(method, path)
  const problem = problemIn(answer)
  expect(problem).toMatchObject({ status: 404, code: 'route-not-found' })
  expect(problem.requestId).toBe(answer.headers.get('x-request-id'))
})
