import { inject } from 'vitest'
import { S3ObjectBin } from '../../lambdas/storage/s3-object-bin.ts'
import { describeAssetLedger } from '../adapters/asset-ledger.suite.ts'
import { describeAssetStore } from '../adapters/asset-store.suite.ts'
import { describeHousekeeping } from '../adapters/housekeeping.suite.ts'
import { describeObjectBin } from '../adapters/object-bin.suite.ts'
import { describeObjectStore } from '../adapters/object-store.suite.ts'
import { describeProjectStore } from '../adapters/project-store.suite.ts'
import { describeQuotas } from '../adapters/quotas.suite.ts'
import { describeRemoval } from '../adapters/removal.suite.ts'
import { describeSweptMedia } from '../adapters/swept-media.suite.ts'
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
describeSweptMedia('DynamoDB Local', () => localRows(ports.dynamo))
describeQuotas('DynamoDB Local', async (limits) => localPorts(stores, limits))
describeAssetStore('versitygw', { ...ports, fetch })
describeObjectBin('versitygw', { ...ports, fetch, bin: new S3ObjectBin(ports.s3, stores.bucket) })
describeObjectStore('versitygw', { ...ports, fetch })
