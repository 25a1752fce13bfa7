import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { browserMedia } from '../../../client-lib/lifecycle/browser-media.ts'
import { createRetries } from '../../../client-lib/retry/retries.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { createApiClient } from '../../../client-lib/transport/create-api-client.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { MemoryLocks } from './memory-locks.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('[LS15] a browser that does not say which databases it has holds up one file for 20 s, and no other', async () => {
  const [clock, locks, store] = [new HandClock(), new MemoryLocks(), new MemoryLocalStore()]
  const transport = { send: () => expect.unreachable() }
  const never = new Promise<never>(() => undefined)
  const asked = vi.spyOn(indexedDB, 'databases').mockReturnValueOnce(never)
  const lanes = browserMedia(
    'reelsync-ada',
    {},
  )({
    ...{ store, leaderStore: store, clock, locks, transport, retries: createRetries(clock), isDurable: () => true },
    api: createApiClient({ apiUrl: '', account: null, getToken: async () => null, transport, clock, locks }),
    random: { fraction: () => 0.5, id: () => crypto.randomUUID() },
    bornKnown: () => undefined,
    putBack: () => Promise.resolve(),
    onRowsWritten: () => undefined,
    storageFailed: () => undefined,
    onChange: () => undefined,
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const file = new File(['a clip'], 'a.mp4')
  const adding = lanes.assets.add('film', file)
  await vi.waitFor(() => expect(asked).toHaveBeenCalled())
  await vi.advanceTimersByTimeAsync(20_000)
  vi.useRealTimers()
  await expect(adding).rejects.toMatchObject({ name: 'StorageUnavailable', fault: 'transient' })
  expect((await lanes.assets.add('film', file)).onThisDevice).toBe(true)
  await lanes.close()
})
