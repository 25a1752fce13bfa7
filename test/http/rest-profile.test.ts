import { inject } from 'vitest'
import { describeHttpContract } from '../suites/http-contract.ts'
import { issuerTokens } from '../tokens/issuer-tokens.ts'

describeHttpContract({
  name: 'the REST API on ministack',
  apiUrl: inject('restDeployment').apiUrl,
  fetch,
  copiesNoParts: true,
  tokens: issuerTokens(inject('issuerKeys')),
})
