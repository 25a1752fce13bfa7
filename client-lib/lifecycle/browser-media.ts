import { createBrowserIngest } from '../hashing/create-browser-ingest.ts'
import type { Ingest } from '../hashing/ingest.ts'
import { MainThreadIngest } from '../hashing/main-thread-ingest.ts'
import { createMediaLanes } from '../media/create-media-lanes.ts'
import type { MediaContext } from '../media/media-context.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import { mediaBudget } from '../media/room/media-budget.ts'
import { XhrTransport } from '../media/xhr-transport.ts'
import { findMediaStore } from '../media-store/find-media-store.ts'
import type { FilesInPlace } from '../media-store/in-place/files-in-place.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import { MemoryMediaStore } from '../media-store/memory-media-store.ts'

interface Found {
  readonly mediaStore: MediaStore
  readonly ingest: Ingest
}

/**
 * The media side over what this browser offers, looked for when it is first needed.
 * @param name letters, digits, `_` and `-`; one for each account
 * @param options.budgetBytes as in `CloudSyncOptions.mediaBudgetBytes`
 */
export function browserMedia(
  name: string,
  {
    budgetBytes,
    inPlace = alone,
  }: { readonly budgetBytes?: number | undefined; readonly inPlace?: FilesInPlace | undefined },
): (context: MediaContext) => MediaLanes {
  return (context) => {
    const found = lazily(() => find(name, context))
    return createMediaLanes({
      ...context,
      transport: new XhrTransport(),
      mediaStore: inPlace(name, storeOf(found.get)),
      budgetBytes: () => mediaBudget(budgetBytes),
      ingest: {
        ingest: async (request) => (await found.get()).ingest.ingest(request),
        close: () => void found.started()?.then(({ ingest }) => ingest.close()),
      },
    })
  }
}

/** A browser's media store, looked for when it is first asked. */
export function lazyMediaStore(name: string, inPlace: FilesInPlace = alone): MediaStore {
  return inPlace(name, storeOf(lazily(() => findMediaStore(name)).get))
}

/** Every file is copied. */
const alone: FilesInPlace = (_name, mediaStore) => mediaStore

/** Files stay in memory only where their rows do: what is said of them is said of both. */
async function find(name: string, { clock, isDurable }: MediaContext): Promise<Found> {
  try {
    const { kind, mediaStore } = await findMediaStore(name)
    return { mediaStore, ingest: createBrowserIngest(mediaStore, { kind, name }, clock) }
  } catch (error) {
    if (isDurable()) throw error
    const mediaStore = new MemoryMediaStore()
    return { mediaStore, ingest: new MainThreadIngest(mediaStore) }
  }
}

function storeOf(get: () => Promise<Pick<Found, 'mediaStore'>>): MediaStore {
  return {
    write: async (key, source, signal) => (await get()).mediaStore.write(key, source, signal),
    open: async (key) => (await get()).mediaStore.open(key),
    remove: async (key) => (await get()).mediaStore.remove(key),
    keys: async () => (await get()).mediaStore.keys(),
  }
}

/** One try is shared; one that failed is made again when next asked for. */
function lazily<T>(make: () => Promise<T>) {
  let making: Promise<T> | undefined
  return {
    get(): Promise<T> {
      making ??= make().catch((error: unknown) => {
        making = undefined
        throw error
      })
      return making
    },
    started: () => making,
  }
}
