import { inject } from 'vitest'
import { describeHttpContract } from '../suites/http-contract.ts'
import { issuerTokens } from '../tokens/issuer-tokens.ts'

describeHttpContract({
  name: 'the HTTP API on ministack, with tokens of an OIDC issuer',
  apiUrl: inject('oidcDeployment').apiUrl,
  fetch,
  isOnTheWire: true,
  tokens: issuerTokens(inject('issuerKeys')),
  gatewayRefusesTokens: true,
  copiesNoParts: true,
})
