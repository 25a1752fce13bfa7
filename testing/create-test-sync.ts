import { assembleCloudSync } from '../client-lib/assemble-cloud-sync.ts'
import { checkedOptions } from '../client-lib/checked-options.ts'
import type { CloudSync, CloudSyncOptions } from '../client-lib/cloud-sync.ts'
import { signedOutWithFiles } from '../client-lib/device-accounts/signed-out-with-files.ts'
import { MainThreadIngest } from '../client-lib/hashing/main-thread-ingest.ts'
import { createMediaLanes } from '../client-lib/media/create-media-lanes.ts'
import type { StatusSnapshot } from '../client-lib/status/status-snapshot.ts'
import { MemoryLocalStore } from '../client-lib/storage/memory-local-store.ts'
import { hostInTime } from './device/host-in-time.ts'
import { MortalPage } from './device/mortal-page.ts'
import { TestDevice } from './device/test-device.ts'
import type { TestLine } from './line/test-line.ts'
import { StatusNotReached } from './status-not-reached.ts'
import type { TestCloud } from './test-cloud.ts'

export interface TestSyncOptions
  extends Pick<CloudSyncOptions, 'host' | 'deviceName' | 'merge' | 'uploadPolicy' | 'mediaBudgetBytes'> {
  readonly cloud: TestCloud
  /** Who is signed in; null: nobody. */
  readonly user: string | null
  /** A name makes a new device; that of another sync is the same browser again: another tab, or a page after a reload. */
  readonly device?: string | TestDevice
}

export interface TestSync {
  /** The client itself, as `createCloudSync` makes it, over memory. */
  readonly sync: CloudSync
  readonly device: TestDevice
  /** The device's way to the cloud, on which things go wrong. */
  readonly line: TestLine
  /**
   * Lets the cloud's time pass until the status is as `check` wants it.
   * @throws StatusNotReached after an hour of that time
   */
  until(check: (status: StatusSnapshot) => boolean | Promise<boolean>): Promise<StatusSnapshot>
  /**
   * Until all of this device's is in the cloud and nothing is left to be done. What others made since it last looked
   * is not waited for: `until` it is there.
   */
  settled(): Promise<StatusSnapshot>
  /** The app's session ends: no token is to be had until `signIn`. */
  signOut(): void
  signIn(): void
  /**
   * The page is gone at this moment, as in a crash or a kill of the browser: nothing that it had begun reaches the
   * device, the cloud or the app's store any more, or is answered. What was stored stays on the `device`, which a new
   * sync opens again.
   */
  crash(): void
}

const patienceMs = 3_600_000
/** Short at first, for what the platform packs and hashes takes a moment of the machine's, and no timer tells of it. */
const [firstStepMs, longestStepMs] = [1000, 60_000]

/**
 * A device before a cloud in memory, for an app's own tests: the client itself, whose storage, locks, network and time
 * are the test's.
 *
 * @param options.user whose work it is; a name of any kind
 * @param options.host the app's own store; without one, `sync.projects.save` and `open` keep projects on the device.
 *   While it works the time of the test stands still
 * @throws TypeError as `createCloudSync`, and where the device is of another cloud
 * @example
 * const cloud = createTestCloud()
 * const phone = createTestSync({ cloud, user: 'ada', device: 'phone' })
 * phone.line.fault('putProject', { kind: 'lose-reply' })
 * await phone.sync.projects.save({ id: 'film', name: 'Film', document: '{}', assetIds: [] })
 * await phone.settled()
 */
export function createTestSync(options: TestSyncOptions): TestSync {
  const { cloud, user, device: named = 'device', ...others } = options
  const device = typeof named === 'string' ? new TestDevice(cloud, named) : named
  if (device.cloud !== cloud) throw new TypeError('The device is of another cloud: make one of this cloud, by a name.')
  const { time } = cloud
  const { clock } = time
  const tab = new MortalPage()
  tab.onDeath = () => device.origin.forget(tab)
  let isSignedIn = user !== null
  const getToken = async () => (isSignedIn && user !== null ? cloud.token(user) : null)
  const { disk, media } = device.keptOf(user)
  const nobodys = device.keptOf(null)
  const budgetBytes = async () => others.mediaBudgetBytes ?? Number.POSITIVE_INFINITY
  const signedOut = signedOutWithFiles({
    store: tab.store(new MemoryLocalStore(nobodys.disk)),
    mediaStore: nobodys.media,
  })
  const given = { apiUrl: cloud.apiUrl, account: user, getToken, deviceName: device.name, ...others }
  const { host, ...checked } = checkedOptions(given)
  const sync = assembleCloudSync(
    { ...checked, ...(host && { host: tab.host(hostInTime(host, time)) }) },
    {
      store: tab.store(new MemoryLocalStore(disk)),
      transport: tab.transport(device.line),
      clock: tab.clock(clock),
      random: { fraction: () => 0.5, id: () => device.nextId() },
      locks: tab.locks(device.origin.locksOf(tab)),
      tabs: tab.tabs(device.origin.tabsOf(tab, user)),
      connectivity: { onWake: (listener) => device.line.onOnline(listener) },
      page: device.page,
      erase: async () => device.forget(user),
      createMedia: (context) =>
        createMediaLanes({ ...context, mediaStore: media, ingest: new MainThreadIngest(media), budgetBytes }),
      ...(user === null ? {} : { signedOut }),
    },
  )

  async function until(check: (status: StatusSnapshot) => boolean | Promise<boolean>): Promise<StatusSnapshot> {
    const endMs = time.nowMs() + patienceMs
    let stepMs = firstStepMs
    await time.settle()
    while (time.nowMs() <= endMs) {
      const status = sync.status.get()
      if (await check(status)) return status
      await time.advanceToNext(stepMs)
      stepMs = Math.min(2 * stepMs, longestStepMs)
    }
    throw new StatusNotReached(sync.status.get())
  }

  return {
    ...{ sync, device, line: device.line, until },
    settled: () => until(({ durability, activity }) => durability === 'in-the-cloud' && activity.kind === 'idle'),
    signOut: () => {
      isSignedIn = false
    },
    signIn: () => {
      isSignedIn = true
    },
    crash: () => tab.kill(),
  }
}
