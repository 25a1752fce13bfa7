import * as v from 'valibot'
import { expect, inject, test } from 'vitest'
import { Problem } from '#contract/errors.ts'
import { describeHttpContract } from '../suites/http-contract.ts'
import { issuerTokens } from '../tokens/issuer-tokens.ts'

const { apiUrl } = inject('restDeployment')

describeHttpContract({
  name: 'the REST API on ministack',
  apiUrl,
  fetch,
  copiesNoParts: true,
  isOnTheWire: true,
  tokens: issuerTokens(inject('issuerKeys')),
})

test('[IN7] a route that there is not is answered by the gateway, as a problem with the request’s id', async () => {
  const answer = await fetch(`${apiUrl}/api/no-such-route`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  const problem = v.parse(Problem, await answer.json())
  expect(problem).toMatchObject({ status: 404, code: 'route-not-found' })
  expect(problem.requestId).toBe(answer.headers.get('x-amzn-requestid'))
})
