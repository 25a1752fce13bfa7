import { MemoryAssetLedger } from '../server/memory-asset-ledger.ts'
import { createMemoryDatabase } from '../server/memory-database.ts'
import { MemoryMediaTable } from '../server/memory-media-table.ts'
import { MemoryProjectStore } from '../server/memory-project-store.ts'
import { describeAssetLedger } from './asset-ledger.suite.ts'
import { describeProjectStore } from './project-store.suite.ts'

const database = createMemoryDatabase()
const projects = new MemoryProjectStore(database)
describeProjectStore('memory', projects)
describeAssetLedger('memory', {
  projects,
  media: new MemoryMediaTable(database),
  ledger: new MemoryAssetLedger(database),
})
