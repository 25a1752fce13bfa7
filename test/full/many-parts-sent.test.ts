import { inject, vi } from 'vitest'
import { localPorts } from '../local-stores/local-ports.ts'
import { describeManyPartsSent } from '../many-parts/many-parts.suite.ts'

vi.mock('#contract/part-rule.ts', async (load) =>
  (await import('../unit/media/small-parts.ts')).smallParts(await load()),
)

// versitygw takes parts under 5 MiB, but completes nothing of them, and cannot be told to: up to there it is the stricter store.
describeManyPartsSent({
  over: 'DynamoDB Local and versitygw',
  open: async () => {
    const stores = inject('localStores')
    const ports = localPorts(stores)
    return { ports, s3: ports.s3, bucket: stores.bucket }
  },
  ...{ partCount: 10_000, seed: 1, timeout: 1_800_000 },
})
