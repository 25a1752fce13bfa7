import { systemClock } from '../../lambdas/clock/clock.ts'
import { memoryRows } from '../housekeeping/world-ports.ts'
import { answerStoreRequest } from '../server/answer-store-request.ts'
import { MemoryAccountTable } from '../server/memory-account-table.ts'
import { MemoryAssetLedger } from '../server/memory-asset-ledger.ts'
import { MemoryAssetStore } from '../server/memory-asset-store.ts'
import { createMemoryDatabase } from '../server/memory-database.ts'
import { MemoryHistory } from '../server/memory-history.ts'
import { MemoryMediaTable } from '../server/memory-media-table.ts'
import { MemoryProjectStore } from '../server/memory-project-store.ts'
import { MemorySnapshotLedger } from '../server/memory-snapshot-ledger.ts'
import { MemoryUrlSigner } from '../server/memory-url-signer.ts'
import { MemoryVersionStore } from '../server/memory-version-store.ts'
import { noLimits } from '../server/no-limits.ts'
import { describeAssetLedger } from './asset-ledger.suite.ts'
import { describeAssetStore } from './asset-store.suite.ts'
import { describeHousekeeping } from './housekeeping.suite.ts'
import { describeObjectStore } from './object-store.suite.ts'
import { describeProjectStore } from './project-store.suite.ts'
import { describeQuotas } from './quotas.suite.ts'
import { describeRemoval } from './removal.suite.ts'
import { describeVersionStore } from './version-store.suite.ts'

const database = createMemoryDatabase()
const projects = new MemoryProjectStore(database, noLimits)
describeProjectStore('memory', projects)
describeVersionStore('memory', {
  projects,
  versions: new MemoryVersionStore(database),
  history: new MemoryHistory(database),
})
const ledgerPorts = {
  projects,
  media: new MemoryMediaTable(database),
  ledger: new MemoryAssetLedger(database, noLimits),
}
describeAssetLedger('memory', ledgerPorts)
describeRemoval('memory', { ...ledgerPorts, accounts: new MemoryAccountTable(database) })

describeHousekeeping('memory', async () => memoryRows())

describeQuotas('memory', async (limits) => {
  const own = createMemoryDatabase()
  return {
    accounts: new MemoryAccountTable(own),
    projects: new MemoryProjectStore(own, limits),
    ledger: new MemoryAssetLedger(own, limits),
    snapshots: new MemorySnapshotLedger(own, limits),
  }
})

const store = new MemoryAssetStore()
const signer = new MemoryUrlSigner('https://store.memory.test', systemClock)
const storeFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const { method, url, headers } = request
  const sent = {
    method,
    url,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(await request.arrayBuffer()),
  }
  const { body, ...reply } = answerStoreRequest(store, signer, systemClock, sent)
  return new Response(body, reply)
}
describeAssetStore('memory', { store, signer, fetch: storeFetch })
describeObjectStore('memory', { objects: store, addresses: signer, fetch: storeFetch })
