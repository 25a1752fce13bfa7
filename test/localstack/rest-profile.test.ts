import { expect, inject, test } from 'vitest'
import { describeHttpContract } from '../suites/http-contract.ts'
import { issuerTokens } from '../tokens/issuer-tokens.ts'

const { apiUrl } = inject('restDeployment')

describeHttpContract({
  name: 'the REST API on LocalStack',
  apiUrl,
  fetch,
  isOnTheWire: true,
  unpacksBodies: true,
  tokens: issuerTokens(inject('issuerKeys')),
})

// LocalStack takes a gateway response's status and leaves out its body and headers.
test('[IN7] a route that there is not is answered 404 by the gateway', async () => {
  expect((await fetch(`${apiUrl}/api/no-such-route`)).status).toBe(404)
})
