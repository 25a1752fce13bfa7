import { inject } from 'vitest'
import { describeAssetLedger } from '../adapters/asset-ledger.suite.ts'
import { describeAssetStore } from '../adapters/asset-store.suite.ts'
import { describeHousekeeping } from '../adapters/housekeeping.suite.ts'
import { describeObjectStore } from '../adapters/object-store.suite.ts'
import { describeProjectStore } from '../adapters/project-store.suite.ts'
import { describeQuotas } from '../adapters/quotas.suite.ts'
import { describeRemoval } from '../adapters/removal.suite.ts'
import { describeVersionStore } from '../adapters/version-store.suite.ts'
import { localPorts } from './local-ports.ts'
import { localRows } from './local-rows.ts'

const stores = inject('localStores')
const ports = localPorts(stores)

describeProjectStore('DynamoDB Local', ports.projects)
describeVersionStore('DynamoDB Local', ports)
describeAssetLedger('DynamoDB Local', ports)
describeRemoval('DynamoDB Local', ports)
describeHousekeeping('DynamoDB Local', () => localRows(ports.dynamo))
describeQuotas('DynamoDB Local', async (limits) => localPorts(stores, limits))
describeAssetStore('versitygw', { ...ports, fetch })
describeObjectStore('versitygw', { ...ports, fetch })
