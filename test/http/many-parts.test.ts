import { inject, vi } from 'vitest'
import { createS3Client } from '../../lambdas/storage/create-s3-client.ts'
import { describeManyParts } from '../many-parts/many-parts.suite.ts'
import { deployedPorts } from './deployed-ports.ts'

vi.mock('#contract/part-rule.ts', async (load) =>
  (await import('../unit/media/small-parts.ts')).smallParts(await load()),
)

describeManyParts({
  over: 'the functions in this process, on the deployed stack',
  open: async () => {
    const deployment = inject('httpDeployment')
    const { ports } = await deployedPorts(deployment)
    return { ports, s3: createS3Client(), bucket: deployment.bucketName }
  },
  ...{ partCount: 1100, seed: 3, timeout: 120_000 },
})
