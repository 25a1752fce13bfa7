import { expect, test } from 'vitest'
import { compareSizes } from '../../../dev/checks/client-size.ts'

test('[PK3] a client over its size is named with both, and one that keeps it is not', () => {
  const kept = { name: 'documents alone', passed: true, size: 21_900, sizeLimit: 22_000 }
  const over = { name: 'with uploads', passed: false, size: 32_100, sizeLimit: 32_000 }
  const { findings, looked } = compareSizes([kept, over])
  expect(findings).toEqual([expect.stringMatching(/^The client, with uploads, has 32\.1 kB of 32\.0 kB/)])
  expect(looked).toBe('documents alone 21.9 kB of 22.0 kB, with uploads 32.1 kB of 32.0 kB')
})
