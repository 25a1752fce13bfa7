import { assembleCloudSync } from '../../../client-lib/assemble-cloud-sync.ts'
import type { CloudSync } from '../../../client-lib/cloud-sync.ts'
import type { Loss } from '../../../client-lib/diagnostics/diagnostics.ts'
import { MainThreadIngest } from '../../../client-lib/hashing/main-thread-ingest.ts'
import type { AssetView } from '../../../client-lib/media/assets-api.ts'
import { createMediaLanes } from '../../../client-lib/media/create-media-lanes.ts'
import type { Page } from '../../../client-lib/runtime/page.ts'
import { ClaimWatch } from '../checks/claim-watch.ts'
import type { EditBook } from '../checks/edit-book.ts'
import type { EditWatch } from '../checks/edit-watch.ts'
import { watchRequest } from '../checks/watch-request.ts'
import type { RunContext } from '../run/run-context.ts'
import { appMerge } from './app-merge.ts'
import type { Home } from './home.ts'
import type { Line } from './line.ts'
import { subjectOf } from './nobody.ts'
import { pageHost } from './page-host.ts'
import { pageNotes } from './page-notes.ts'
import { PageConnectivity, pageClock, pageLocks, pageMedia, pageTabs } from './page-ports.ts'
import { pageStore } from './page-store.ts'
import { signedOutPort } from './signed-out-port.ts'
import type { SimCloud } from './sim-cloud.ts'
import type { SimDevice } from './sim-device.ts'
import { SimPage } from './sim-page.ts'

export interface TabPorts {
  readonly context: RunContext
  readonly cloud: SimCloud
  readonly device: SimDevice
  readonly home: Home
  readonly watch: EditWatch
  readonly strike?: AdoptingStrike
}

/** So long after it has begun to take over signed-out work, a page dies or is frozen. */
export interface AdoptingStrike {
  readonly afterMs: number
  /** 0: it dies. */
  readonly frozenForMs: number
}

/** One open tab of the app: its page, its sync, and what its user was told. */
export class SimTab {
  readonly page: SimPage
  readonly home: Home
  readonly sync: CloudSync
  readonly connectivity: PageConnectivity
  readonly claims: ClaimWatch
  readonly pendingSaves = new Set<string>()
  /** What the app shows of each project, by label, where it has no store of its own. */
  readonly shown = new Map<string, string>()
  /** Both sides in one, by label: what this tab's conflicts may be answered with. */
  readonly merges = new Map<string, 'merged-by-hand' | 'merged-as-proposed'>()
  readonly #line: Line
  readonly #book: EditBook
  readonly openedAtMs: number
  /** How often the user asked for another try. */
  userRetries = 0
  /** As the app last heard of each asset. */
  readonly assets = new Map<string, AssetView>()
  /** Projects whose files the app has listed, and is told of from then on. */
  readonly watched = new Set<string>()
  /** Files that its user has opened. */
  readonly opened = new Set<string>()
  /** As its user last read them. */
  losses: readonly Loss[] = []
  /** Set: the page dies once the app's next save is done, and before anything is queued. */
  diesAtSave = false

  constructor(name: string, ports: TabPorts, editNow: (tab: SimTab, projectId: string) => void) {
    const { context, cloud, device, home, watch } = ports
    const { time, mutant } = context
    const chance = context.chance.fork(`page ${name}`)
    const page = new SimPage(name, time)
    this.page = page
    this.home = home
    this.connectivity = new PageConnectivity(page)
    this.claims = new ClaimWatch(context, cloud, this)
    this.#line = device.line
    this.#book = context.book
    this.openedAtMs = time.nowMs
    const { merges, pendingSaves, shown } = this
    const store = pageStore({ home, page, chance, watch, pendingSaves, shown, merges, trace: context.trace })
    const mediaStore = pageMedia(home, page)
    const onEdit = (projectId: string) => editNow(this, projectId)
    const host = home.hasOwnStore
      ? { host: pageHost({ context, home, page, chance, watch, merges, editNow: onEdit }) }
      : {}
    this.sync = assembleCloudSync(
      {
        ...{ apiUrl: cloud.server.apiUrl, account: subjectOf(home.account), deviceName: device.name, ...host },
        merge: appMerge(this, device.mergesUnasked, context),
        getToken: () => {
          if (home.isOfNobody) context.verdict.fail('3 wrong account', `${name} asked for a token, signed out`)
          return page.call([0, chance.whole(0, 20)], async () => device.token())
        },
      },
      {
        store: mutant.store?.(store, page) ?? store,
        inventory: pageNotes(home.inventory, page, time, chance),
        transport: device.line.transport(page, (request) => watchRequest(request, { context, cloud, home, page })),
        clock: pageClock(time, page, () => device.clockOffMs),
        random: { fraction: () => chance.fraction(), id: () => idFrom(chance) },
        locks: pageLocks(home, page, context.faults),
        connectivity: this.connectivity,
        tabs: pageTabs(home, page, time, chance),
        page: keepsNothing,
        ...(home.signedOut ? { signedOut: signedOutPort(home.signedOut, this, ports) } : {}),
        createMedia: (media) =>
          createMediaLanes({ ...media, mediaStore, ingest: new MainThreadIngest(mediaStore), budgetBytes }),
      },
    )
    this.sync.status.subscribe((snapshot) => this.claims.told(snapshot))
    this.sync.projects.subscribe(({ projectId }) => this.#showAnew(projectId))
    this.sync.assets.subscribe((view) => this.heardOf(view))
  }

  /** The app shows what came from afar. */
  #showAnew(projectId: string): void {
    if (!this.shown.has(projectId)) return
    this.openProject(projectId).catch(() => undefined)
  }

  /** What cannot be read here any more is given up for what the cloud has, and its loss stays named. */
  async openProject(projectId: string): Promise<string> {
    const isLost = this.home.lane(projectId)?.state?.kind === 'lost' || this.home.isUnreadable(projectId)
    for (const label of isLost ? (this.home.owed.get(projectId) ?? []) : []) this.#book.answeredAway(label)
    const { name } = await this.sync.projects.open(projectId)
    this.shown.set(projectId, name)
    return name
  }

  heardOf(view: AssetView): void {
    this.assets.set(`${view.projectId}/${view.assetId}`, view)
    this.claims.toldOf(view)
  }

  retryNow(): void {
    this.userRetries += 1
    this.sync.retryNow()
  }

  isOffline(): boolean {
    return this.#line.weather === 'offline'
  }

  kill(): void {
    this.page.end()
    this.home.words.pageGone(this.page)
    this.home.origin.forget(this.page)
  }
}

/** At each file that comes, all that may leave does. */
const budgetBytes = async () => 0

/** A browser that promises to keep nothing, and is always answered. */
const keepsNothing: Page = {
  isPersistent: async () => false,
  persist: async () => false,
  answersAnybody: async () => true,
  guardLeaving: () => undefined,
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

function idFrom(chance: { whole(least: number, most: number): number }): string {
  return Array.from({ length: 21 }, () => alphabet.charAt(chance.whole(0, alphabet.length - 1))).join('')
}
