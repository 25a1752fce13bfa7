import { inject } from 'vitest'
import { describeAssetLedger } from '../adapters/asset-ledger.suite.ts'
import { describeAssetStore } from '../adapters/asset-store.suite.ts'
import { describeObjectStore } from '../adapters/object-store.suite.ts'
import { describeProjectStore } from '../adapters/project-store.suite.ts'
import { describeQuotas } from '../adapters/quotas.suite.ts'
import { describeRemoval } from '../adapters/removal.suite.ts'
import { describeVersionStore } from '../adapters/version-store.suite.ts'
import { deployedPorts } from './deployed-ports.ts'

const deployment = inject('httpDeployment')
const { ports, history } = await deployedPorts(deployment)

describeProjectStore('DynamoDB', ports.projects)
describeVersionStore('DynamoDB', { ...ports, history })
describeAssetLedger('DynamoDB', ports)
describeRemoval('DynamoDB', ports)
describeQuotas('DynamoDB', async (limits) => (await deployedPorts(deployment, limits)).ports)
describeAssetStore('S3', { ...ports, fetch })
describeObjectStore('S3', { ...ports, fetch })
