import { inject } from 'vitest'
import { describeHttpContract } from '../suites/http-contract.ts'
import { poolTokens } from '../tokens/pool-tokens.ts'

const deployment = inject('httpDeployment')

describeHttpContract({
  name: 'the HTTP API on ministack',
  apiUrl: deployment.apiUrl,
  fetch,
  copiesNoParts: true,
  isOnTheWire: true,
  tokens: poolTokens(deployment),
  gatewayRefusesTokens: true,
})
