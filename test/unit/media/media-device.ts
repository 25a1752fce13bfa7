import { putProject } from '#contract/calls.ts'
import type { TokenSource } from '../../../client-lib/cloud-sync.ts'
import { MainThreadIngest } from '../../../client-lib/hashing/main-thread-ingest.ts'
import type { AssetTransfer, AssetView } from '../../../client-lib/media/assets-api.ts'
import { createMediaLanes } from '../../../client-lib/media/create-media-lanes.ts'
import type { MediaLanes, MediaSummary } from '../../../client-lib/media/media-lanes.ts'
import type { UploadPolicy } from '../../../client-lib/media/uploads/upload-policy.ts'
import type { MediaStore } from '../../../client-lib/media-store/media-store.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { createRetries } from '../../../client-lib/retry/retries.ts'
import { type MemoryDisk, MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import type { ApiClient } from '../../../client-lib/transport/api-client.ts'
import { createApiClient } from '../../../client-lib/transport/create-api-client.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import type { MemoryServer } from '../../server/memory-server.ts'
import { MemoryLocks } from './memory-locks.ts'
import { ServerTransport } from './server-transport.ts'

/** What a reload or a kill leaves. */
export interface DeviceDisk {
  readonly rows: MemoryDisk
  readonly media: MediaStore
}

export interface MediaDevice extends MediaLanes {
  readonly api: ApiClient
  readonly disk: DeviceDisk
  readonly transport: ServerTransport
  readonly clock: HandClock
  readonly locks: MemoryLocks
  /** What was told of rows that the device did not give or take. */
  readonly troubles: readonly unknown[]
  /** As the status showed it when it was last told of a change. */
  lastSummary(): MediaSummary | undefined
  /** Settles once the asset has reached the phase. */
  reaches(assetId: string, phase: AssetTransfer['phase']): Promise<AssetView>
  /** The page is gone: no clean-up runs, and no answer arrives any more. */
  kill(): void
}

export function newDisk(options: { capacityBytes?: number } = {}): DeviceDisk {
  return { rows: memoryDisk(), media: new MemoryMediaStore(options) }
}

let made = 0

/** The media side of one page on memory ports, before the memory server. */
export function mediaDevice(
  server: Pick<MemoryServer, 'apiUrl' | 'tokens' | 'handle'>,
  options: {
    disk?: DeviceDisk
    clock?: HandClock
    locks?: MemoryLocks
    user?: string
    uploadPolicy?: UploadPolicy
    getToken?: TokenSource
    budgetBytes?: number
  } = {},
): MediaDevice {
  const { disk = newDisk(), clock = new HandClock(), locks = new MemoryLocks(), user = 'ada' } = options
  const transport = new ServerTransport(server)
  const { getToken = async () => server.tokens.access(user) } = options
  const api = createApiClient({ apiUrl: server.apiUrl, account: user, getToken, transport, clock, locks })
  const watchers = new Set<() => void>()
  const troubles: unknown[] = []
  const store = new MemoryLocalStore(disk.rows)
  const lanes = createMediaLanes({
    ...{ store, leaderStore: store },
    mediaStore: disk.media,
    budgetBytes: async () => options.budgetBytes ?? Number.POSITIVE_INFINITY,
    ingest: new MainThreadIngest(disk.media),
    ...{ api, transport, clock, locks, retries: createRetries(clock), uploadPolicy: options.uploadPolicy },
    bornKnown: () => undefined,
    putBack: () => Promise.resolve(),
    isDurable: () => true,
    onRowsWritten: () => undefined,
    storageFailed: (error) => troubles.push(error),
    random: { fraction: () => 0.5, id: () => `id-${++made}` },
    onChange: () => {
      shown = lanes.summary()
      for (const watcher of [...watchers]) watcher()
    },
  })
  let shown: MediaSummary | undefined
  const find = (assetId: string) => seen.get(assetId)
  const seen = new Map<string, AssetView>()
  lanes.assets.subscribe((view) => seen.set(view.assetId, view))
  const device: Omit<MediaDevice, keyof MediaLanes> = {
    ...{ api, disk, transport, clock, locks, troubles },
    lastSummary: () => shown,
    reaches: (assetId, phase) =>
      new Promise((resolve) => {
        const check = () => {
          const view = find(assetId)
          if (view?.transfer.phase !== phase) return
          watchers.delete(check)
          resolve(view)
        }
        watchers.add(check)
        check()
      }),
    kill: () => {
      transport.cut()
      void lanes.stop()
    },
  }
  return Object.assign(lanes, device)
}

/** The device leads, and its project is in the cloud. */
export async function startWithProject(device: MediaDevice, projectId: string): Promise<void> {
  await createProject(device, projectId)
  await device.start()
  device.projectReached(projectId)
}

/** Makes the project's row in the cloud. */
export async function createProject(device: MediaDevice, projectId: string): Promise<void> {
  const document = { kind: 'inline', encoding: 'identity', data: '{}' } as const
  const body = { baseVersion: 0, mutationId: `m-${projectId}`, name: 'Film', document, assetIds: [] }
  await device.api.call(putProject, { params: { projectId }, body, signal: new AbortController().signal })
}

const MiB = 1024 * 1024

/** Bytes that differ in every part, and repeat from run to run. */
export function madeFile(name: string, sizeBytes: number, seed = 1): File {
  const bytes = new Uint8Array(sizeBytes)
  let state = seed
  for (let at = 0; at < sizeBytes; at += 64 * 1024) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes.set([state & 255, (state >> 8) & 255, (state >> 16) & 255], at)
    if (at + 3 > sizeBytes) break
  }
  return new File([bytes], name, { type: 'video/mp4' })
}

export const threeParts = 20 * MiB
