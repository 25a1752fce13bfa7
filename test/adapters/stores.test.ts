import { systemClock } from '../../lambdas/clock/clock.ts'
import { answerStoreRequest } from '../../testing/cloud/answer-store-request.ts'
import { MemoryAccountTable } from '../../testing/cloud/memory-account-table.ts'
import { MemoryAssetLedger } from '../../testing/cloud/memory-asset-ledger.ts'
import { MemoryAssetStore } from '../../testing/cloud/memory-asset-store.ts'
import { createMemoryDatabase } from '../../testing/cloud/memory-database.ts'
import { MemoryHistory } from '../../testing/cloud/memory-history.ts'
import { MemoryMediaTable } from '../../testing/cloud/memory-media-table.ts'
import { MemoryProjectStore } from '../../testing/cloud/memory-project-store.ts'
import { MemorySnapshotLedger } from '../../testing/cloud/memory-snapshot-ledger.ts'
import { MemoryUrlSigner } from '../../testing/cloud/memory-url-signer.ts'
import { MemoryVersionStore } from '../../testing/cloud/memory-version-store.ts'
import { memoryRows } from '../housekeeping/world-ports.ts'
import { noLimits } from '../server/no-limits.ts'
import { describeAssetLedger } from './asset-ledger.suite.ts'
import { describeAssetStore } from './asset-store.suite.ts'
import { describeHousekeeping } from './housekeeping.suite.ts'
import { describeObjectBin } from './object-bin.suite.ts'
import { describeObjectStore } from './object-store.suite.ts'
import { describeProjectStore } from './project-store.suite.ts'
import { describeQuotas } from './quotas.suite.ts'
import { describeRemoval } from './removal.suite.ts'
import { describeSweptMedia } from './swept-media.suite.ts'
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
describeSweptMedia('memory', async () => memoryRows())

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
describeObjectBin('memory', { store, signer, fetch: storeFetch, bin: store })
describeObjectStore('memory', { objects: store, addresses: signer, fetch: storeFetch })
