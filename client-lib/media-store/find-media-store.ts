import { answered, undefinedWhereRefused } from '../storage/answered.ts'
import { StorageFull } from '../storage/storage-full.ts'
import { withDatabases } from '../storage/with-databases.ts'
import { besideOtherStore } from './beside-other-store.ts'
import { IndexedDbMediaStore } from './indexed-db-media-store.ts'
import { mediaDatabaseName } from './media-database-name.ts'
import type { MediaStore } from './media-store.ts'
import { OpfsMediaStore } from './opfs-media-store.ts'

/** Begins no key of a file. */
const probes = 'probe-'

interface FoundStore {
  readonly kind: 'opfs' | 'indexed-db'
  readonly mediaStore: MediaStore
}

/**
 * The best media store this browser really lets us write to: a probe is written, because engines that
 * have the private file system may refuse its use (private windows, Safari before 26 outside of workers).
 * Where files are kept already, that store it is, whatever the probe says; what the other one has stays at hand.
 *
 * @param name letters, digits, `_` and `-`; one for each account
 * @throws StorageUnavailable where the file system does not answer | where IndexedDB is refused as well
 */
export async function findMediaStore(name: string): Promise<FoundStore> {
  const { kind, mediaStore } =
    (await findKept(name)) ??
    (await findOpfs(name)) ??
    ({ kind: 'indexed-db', mediaStore: await IndexedDbMediaStore.open(name) } as const)
  const other = async () => (kind === 'opfs' ? (await findKept(name))?.mediaStore : OpfsMediaStore.open(name))
  return { kind, mediaStore: besideOtherStore(mediaStore, other) }
}

/** The database of a browser that knew no better way when it took these files. */
async function findKept(name: string): Promise<FoundStore | undefined> {
  const list = () => withDatabases(async (databases) => databases.databases?.())
  const databases = await answered(list).catch(undefinedWhereRefused)
  if (!databases?.some((each) => each.name === mediaDatabaseName(name))) return undefined
  const mediaStore = await IndexedDbMediaStore.open(name)
  if ((await mediaStore.keys()).length > 0) return { kind: 'indexed-db', mediaStore }
  mediaStore.close()
  return undefined
}

async function findOpfs(name: string): Promise<FoundStore | undefined> {
  const mediaStore = await OpfsMediaStore.open(name).catch(undefinedWhereRefused)
  if (!mediaStore) return undefined
  const probe = `${probes}${crypto.randomUUID()}`
  try {
    await mediaStore.write(probe, new Blob(['probe']).stream(), new AbortController().signal)
    await mediaStore.remove(probe)
  } catch (error) {
    undefinedWhereRefused(error)
    // One that is full does not refuse, and one that fails today has what it took before.
    if (!(error instanceof StorageFull) && (await mediaStore.keys()).every(isProbe)) return undefined
  }
  return { kind: 'opfs', mediaStore }
}

const isProbe = (key: string) => key.startsWith(probes)
