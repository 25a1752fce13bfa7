import { systemClock } from '../../lambdas/clock/clock.ts'
import { answerStoreRequest } from '../server/answer-store-request.ts'
import { MemoryAssetLedger } from '../server/memory-asset-ledger.ts'
import { MemoryAssetStore } from '../server/memory-asset-store.ts'
import { createMemoryDatabase } from '../server/memory-database.ts'
import { MemoryMediaTable } from '../server/memory-media-table.ts'
import { MemoryProjectStore } from '../server/memory-project-store.ts'
import { MemoryUrlSigner } from '../server/memory-url-signer.ts'
import { describeAssetLedger } from './asset-ledger.suite.ts'
import { describeAssetStore } from './asset-store.suite.ts'
import { describeObjectStore } from './object-store.suite.ts'
import { describeProjectStore } from './project-store.suite.ts'

const database = createMemoryDatabase()
const projects = new MemoryProjectStore(database)
describeProjectStore('memory', projects)
describeAssetLedger('memory', {
  projects,
  media: new MemoryMediaTable(database),
  ledger: new MemoryAssetLedger(database),
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
