import { createMemoryServer } from '../server/memory-server.ts'
import { serverFetch } from '../server/server-fetch.ts'
import { describeHttpContract } from '../suites/http-contract.ts'
import { describeQuotaContract, smallLimits } from '../suites/http-contract-quotas.ts'

const server = createMemoryServer()
const { access, expired, foreignIssuer, otherClient, idToken, forged, signed, publicKey } = server.tokens

describeHttpContract({
  name: 'the memory server',
  apiUrl: server.apiUrl,
  fetch: serverFetch(server),
  tokens: {
    access: async (user) => access(user),
    expired: async (user) => expired(user),
    foreignIssuer: async (user) => foreignIssuer(user),
    otherClient: async (user) => otherClient(user),
    idToken: async (user) => idToken(user),
    forged: async (user) => forged(user),
    signed: async (user, change) => signed(user, change),
    publicKey: async () => publicKey(),
  },
})

const limited = createMemoryServer({ limits: smallLimits })

describeQuotaContract({
  name: 'the memory server',
  apiUrl: limited.apiUrl,
  fetch: serverFetch(limited),
  tokens: { access: async (user) => limited.tokens.access(user) },
  limits: smallLimits,
})
