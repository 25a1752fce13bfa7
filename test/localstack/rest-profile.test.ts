import { inject } from 'vitest'
import { describeHttpContract } from '../suites/http-contract.ts'
import { issuerTokens } from '../tokens/issuer-tokens.ts'

describeHttpContract({
  name: 'the REST API on LocalStack',
  apiUrl: inject('restDeployment').apiUrl,
  fetch,
  tokens: issuerTokens(inject('issuerKeys')),
})
