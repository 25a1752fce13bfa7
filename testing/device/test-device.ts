import type { Page } from '../../client-lib/runtime/page.ts'
import { type MemoryDisk, memoryDisk } from '../../client-lib/storage/memory-local-store.ts'
import { StorageFull } from '../../client-lib/storage/storage-full.ts'
import { TestLine } from '../line/test-line.ts'
import type { TestCloud } from '../test-cloud.ts'
import { Origin } from './origin.ts'
import { TestMediaStore } from './test-media-store.ts'

interface KeptOfAccount {
  readonly disk: MemoryDisk
  readonly media: TestMediaStore
}

/** How many a cloud has, so that no two make the same ids. */
const devicesOf = new WeakMap<TestCloud, number>()

/** A browser: what outlives its pages, and its way to the cloud. Give it to several syncs, and they are its tabs. */
export class TestDevice {
  readonly name: string
  /** That its line leads to. */
  readonly cloud: TestCloud
  readonly line: TestLine
  /** Locks and messages of its tabs. */
  readonly origin = new Origin()
  /** No room is left: what is written is refused, and what is there can be read. */
  isDiskFull = false
  /** What the browser says of its storage: true promises to keep it. */
  isPersistent = false
  /** Whether the browser would ask before a page is left. */
  isGuarded = false
  readonly page: Page = {
    isPersistent: async () => this.isPersistent,
    persist: async () => this.isPersistent,
    answersAnybody: async () => this.line.isOnline,
    guardLeaving: (guarded) => {
      this.isGuarded = guarded
    },
  }
  readonly #kept = new Map<string | null, KeptOfAccount>()
  readonly #number: number
  #ids = 0

  /** @param name as its user calls it: of any kind, and that of another device too */
  constructor(cloud: TestCloud, name: string) {
    this.name = name
    this.cloud = cloud
    this.line = new TestLine(cloud)
    this.#number = (devicesOf.get(cloud) ?? 0) + 1
    devicesOf.set(cloud, this.#number)
  }

  /** What it keeps for an account; null: for nobody. */
  keptOf(account: string | null): KeptOfAccount {
    const kept = this.#kept.get(account) ?? this.#newlyKept()
    this.#kept.set(account, kept)
    return kept
  }

  #newlyKept(): KeptOfAccount {
    const isFull = () => this.isDiskFull
    const disk: MemoryDisk = {
      ...memoryDisk(),
      get refusal() {
        return isFull() ? new StorageFull() : undefined
      },
    }
    return { disk, media: new TestMediaStore(isFull) }
  }

  /** All that it keeps for an account. */
  forget(account: string | null): void {
    this.#kept.delete(account)
  }

  nextId(): string {
    this.#ids += 1
    return `device${this.#number}-${this.#ids}`
  }
}
