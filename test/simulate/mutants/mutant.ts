import type { HostStore } from '../../../client-lib/host/host-store.ts'
import type { LocalStore } from '../../../client-lib/storage/local-store.ts'
import type { ServerReply, ServerRequest } from '../../../testing/cloud/http-message.ts'
import type { FunctionPorts } from '../../../testing/cloud/run-functions.ts'
import type { MemoryServer } from '../../server/memory-server.ts'
import type { SimPage } from '../world/sim-page.ts'

/** Ports as they would be if the product had a certain bug. What is not named stays as it is. */
export interface Mutant {
  readonly name: string
  store?(store: LocalStore, page: SimPage): LocalStore
  /** @param held what the app holds now */
  host?(host: HostStore, held: HostStore['load']): HostStore
  ports?(ports: FunctionPorts): FunctionPorts
  reply?(request: ServerRequest, reply: ServerReply): ServerReply
  /** @param others what tokens of other accounts there are */
  request?(request: ServerRequest, others: readonly string[]): ServerRequest
  cloud?(server: MemoryServer): void
}

/** The product as it is. */
export const noMutant: Mutant = { name: 'none' }
