import { expect } from 'vitest'
import type { MemoryServer } from '../../server/memory-server.ts'

/** The tombstone that a deletion on another device leaves. */
export async function deleteElsewhere({ apiUrl, tokens, handle }: MemoryServer, baseVersion: number): Promise<void> {
  const { status } = await handle({
    ...{ method: 'DELETE', url: `${apiUrl}/api/projects/film` },
    headers: {
      ...{ authorization: `Bearer ${tokens.access('ada')}`, 'x-reelsync-contract': '1' },
      'content-type': 'application/json',
    },
    body: JSON.stringify({ baseVersion, mutationId: 'deletion' }),
  })
  expect(status).toBe(200)
}
