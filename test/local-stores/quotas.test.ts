import { inject } from 'vitest'
import { createFunctions } from '../server/create-functions.ts'
import { createMemoryTokens } from '../server/memory-tokens.ts'
import { serverFetch } from '../server/server-fetch.ts'
import { describeQuotaContract, smallLimits } from '../suites/http-contract-quotas.ts'
import { describeRemovalContract } from '../suites/http-contract-removal.ts'
import type { HttpTarget } from '../suites/http-target.ts'
import { localPorts } from './local-ports.ts'

const stores = inject('localStores')
const apiUrl = 'https://functions.test'

/** The functions in this process over the local stores: deployed stages have no limits, for other suites would meet them. */
function targetOf(limits?: typeof smallLimits): HttpTarget {
  const ports = localPorts(stores, limits)
  const tokens = createMemoryTokens(ports.clock)
  const functions = createFunctions(ports, tokens, [])
  const inProcess = serverFetch({ handle: (request) => functions(request, 'request') })
  return {
    ...{ name: 'DynamoDB Local and versitygw', apiUrl },
    fetch: (input, init) => (String(input).startsWith(apiUrl) ? inProcess : fetch)(input, init),
    tokens: { access: async (user) => tokens.access(user) },
    ...(limits === undefined ? {} : { limits }),
  }
}

describeQuotaContract(targetOf(smallLimits))
describeRemovalContract(targetOf())
