import { assembleCloudSync } from '../../../client-lib/assemble-cloud-sync.ts'
import type { CloudSync, TokenSource } from '../../../client-lib/cloud-sync.ts'
import type { ConflictMerge } from '../../../client-lib/conflicts/conflict-merge.ts'
import { threeWayMerge } from '../../../client-lib/conflicts/merge/three-way-merge.ts'
import { signedOutWithFiles } from '../../../client-lib/device-accounts/signed-out-with-files.ts'
import { MainThreadIngest } from '../../../client-lib/hashing/main-thread-ingest.ts'
import type { HostStore, ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { withoutMedia } from '../../../client-lib/lifecycle/without-media.ts'
import { createMediaLanes } from '../../../client-lib/media/create-media-lanes.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import type { ChangeFeed } from '../../../client-lib/remote/change-feed.ts'
import { type MemoryDisk, MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { MortalPage } from '../../../testing/device/mortal-page.ts'
import { HandConnectivity, Origin } from '../../../testing/device/origin.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import type { MemoryServer } from '../../server/memory-server.ts'
import { ServerTransport } from '../media/server-transport.ts'
import { failingStore } from './failing-store.ts'
import { MemoryHost } from './memory-host.ts'
import { MemoryInventory } from './memory-inventory.ts'

import { refusedStore } from './refused-store.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'

/** One open page of the app. */
export interface OpenPage {
  readonly sync: CloudSync
  readonly page: MortalPage
  readonly connectivity: HandConnectivity
  /** The app's save button. */
  save(edit: ProjectEdit): Promise<string>
  kill(): void
}

/** What a device reaches: a whole server in memory, or the functions over other stores. */
type Server = Pick<MemoryServer, 'apiUrl' | 'tokens' | 'handle'>

interface KeptOfAccount {
  readonly disk: MemoryDisk
  readonly host: MemoryHost
  readonly media: MemoryMediaStore
  readonly inventory: MemoryInventory
}

/** A device: what outlives its pages, and how to open one. */
export class SyncDevice {
  readonly clock = new HandClock()
  readonly origin = new Origin()
  readonly line: ServerTransport
  readonly #server: Server
  name: string
  /** Who uses it; null: nobody is signed in. */
  account: string | null = 'ada'
  getToken: TokenSource
  ownStore = true
  withMedia = false
  /** The browser gives no database. */
  isRefused = false
  /** Throws where its store fails at reading one row. */
  storeFails: (key: string) => void = () => undefined
  merge: ConflictMerge | undefined = threeWayMerge()
  changeFeed: ChangeFeed | undefined
  fraction = 0.5
  /** What the browser says of its storage, and what it was asked. */
  readonly page = {
    persistent: false,
    asked: 0,
    guarded: false,
    anybody: false,
    answersAnybody: async () => this.page.anybody,
    isPersistent: async () => this.page.persistent,
    persist: async () => {
      this.page.asked += 1
      return this.page.persistent
    },
    guardLeaving: (guarded: boolean) => {
      this.page.guarded = guarded
    },
  }
  #ids = 0
  readonly #kept = new Map<string | null, KeptOfAccount>()

  constructor(server: Server, name: string) {
    this.#server = server
    this.name = name
    this.line = new ServerTransport(server)
    this.getToken = async () => (this.account === null ? null : server.tokens.access(this.account))
  }

  get disk(): MemoryDisk {
    return this.keptOf(this.account).disk
  }

  get host(): MemoryHost {
    return this.keptOf(this.account).host
  }

  get media(): MemoryMediaStore {
    return this.keptOf(this.account).media
  }

  get inventory(): MemoryInventory {
    return this.keptOf(this.account).inventory
  }

  /** The browser deletes everything that it keeps in databases; what the app itself keeps stays. */
  evictRows(): void {
    this.disk.tables.clear()
    this.disk.setAside.length = 0
  }

  /** What the browser keeps for an account. */
  keptOf(account: string | null): KeptOfAccount {
    const kept = this.#kept.get(account) ?? {
      ...{ disk: memoryDisk(), host: new MemoryHost(), media: new MemoryMediaStore() },
      inventory: new MemoryInventory(),
    }
    this.#kept.set(account, kept)
    return kept
  }

  /** Of the account that is signed in. */
  async erase(): Promise<void> {
    const { disk, media } = this
    disk.tables.clear()
    for (const key of await media.keys()) await media.remove(key)
  }

  open(dieAt?: number): OpenPage {
    const page = new MortalPage()
    page.dieAt = dieAt
    page.onDeath = () => this.origin.forget(page)
    const connectivity = new HandConnectivity()
    const { disk, host: ownHost, media, inventory } = this
    const nobodys = this.keptOf(null)
    const nobodysStore = page.store(new MemoryLocalStore(nobodys.disk))
    const host: { host?: HostStore } = this.ownStore ? { host: page.host(ownHost) } : {}
    const sync = assembleCloudSync(
      {
        ...{ apiUrl: this.#server.apiUrl, account: this.account, deviceName: this.name, ...host },
        getToken: (options) => this.getToken(options),
        ...(this.merge ? { merge: this.merge } : {}),
      },
      {
        connectivity,
        createMedia: this.withMedia
          ? (context) => createMediaLanes({ ...context, mediaStore: media, ingest: new MainThreadIngest(media) })
          : withoutMedia,
        store: this.isRefused
          ? refusedStore
          : page.store(failingStore(new MemoryLocalStore(disk), (key) => this.storeFails(key))),
        ...(this.isRefused ? { memoryStore: () => page.store(new MemoryLocalStore()) } : {}),
        inventory,
        transport: page.transport(this.line),
        clock: page.clock(this.clock),
        random: { fraction: () => this.fraction, id: () => `${this.name}-${++this.#ids}` },
        locks: page.locks(this.origin.locksOf(page)),
        tabs: page.tabs(this.origin.tabsOf(page, this.account)),
        page: this.page,
        ...(this.changeFeed ? { changeFeed: this.changeFeed } : {}),
        ...(this.account === null
          ? {}
          : {
              signedOut: this.withMedia
                ? signedOutWithFiles({ ...nobodys, store: nobodysStore, mediaStore: nobodys.media })
                : { ...nobodys, store: nobodysStore },
            }),
      },
    )
    const save = sync.afterSave((edit: ProjectEdit) => page.act(() => ownHost.save(edit)))
    return { sync, page, connectivity, save, kill: () => page.kill() }
  }
}

/** Settles once the project's newest edit is acknowledged. */
export async function inTheCloud({ sync }: OpenPage, projectId = 'film'): Promise<void> {
  await until(() => sync.status.get().projects[projectId]?.durability === 'in-the-cloud')
}

/** Settles once the status shows this activity. */
export async function activity({ sync }: OpenPage, kind: string, projectId = 'film') {
  return until(() => {
    const shown = sync.status.get().projects[projectId]?.activity
    return shown?.kind === kind ? shown : undefined
  })
}

/** Lets time pass, slowly enough for answers to arrive in between, until the project is in the cloud. */
export async function timePasses(device: SyncDevice, { sync }: OpenPage): Promise<void> {
  await passTime(device, () => sync.status.get().projects.film?.durability === 'in-the-cloud')
}

/** Lets time pass in the same way until `check` says so. */
export async function passTime({ clock }: SyncDevice, check: () => boolean): Promise<void> {
  await until(async () => {
    clock.advance(10_000)
    await turnsPass()
    return check()
  })
}
