import type { Deployment } from '../../dev/deployment.ts'
import type { FunctionPorts } from '../../testing/cloud/run-functions.ts'
import { createFunctions } from '../server/create-functions.ts'
import { createMemoryTokens, type MemoryTokens } from '../server/memory-tokens.ts'
import { serverFetch } from '../server/server-fetch.ts'
import type { HttpTarget } from '../suites/http-target.ts'
import { type CountedCalls, countCalls } from './count-calls.ts'
import { deployedPorts } from './deployed-ports.ts'

/** The functions in this process over a deployed stack, and all they call. */
export interface CountedFunctions {
  readonly target: HttpTarget
  readonly calls: CountedCalls
  readonly ports: FunctionPorts
  readonly tokens: MemoryTokens
}

export async function countedFunctions(deployment: Deployment): Promise<CountedFunctions> {
  const deployed = await deployedPorts(deployment)
  const { ports } = deployed
  const tokens = createMemoryTokens(ports.clock)
  const functions = createFunctions(ports, tokens, [])
  const inProcess = serverFetch({ handle: (request) => functions(request, 'request') })
  const apiUrl = 'https://functions.test'
  const target: HttpTarget = {
    name: 'the functions in this process, on ministack',
    apiUrl,
    fetch: (input, init) => (String(input).startsWith(apiUrl) ? inProcess : fetch)(input, init),
    tokens: { access: async (user) => tokens.access(user) },
  }
  return { target, calls: countCalls(deployed), ports, tokens }
}
