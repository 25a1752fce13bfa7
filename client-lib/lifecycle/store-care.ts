import { fewAtOnce } from '../host/few-at-once.ts'
import { HostFailed } from '../host/host-failed.ts'
import { queueUnqueued } from '../host/save-edit.ts'
import { newestHash } from '../queue/lane-view.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import type { StatusFacts } from '../status/derive-status.ts'
import type { CatchUp } from './catch-up.ts'
import type { LineState } from './line-state.ts'
import { mendLanes } from './mend-lanes.ts'
import type { PauseSwitch } from './pause-switch.ts'
import type { SyncParts } from './sync-parts.ts'

/** Reads the device's store and the app's, and keeps in mind why either cannot be used, while it cannot. */
export interface StoreCare {
  /** What the status is to say of both. */
  facts(): Pick<StatusFacts, 'storageTrouble' | 'ready'> & Partial<Pick<StatusFacts, 'refusal'>>
  /**
   * Reads the rows, and compares them with what the app holds, where that tells.
   * @throws StorageFull | StorageUnavailable
   */
  open(): Promise<void>
  /**
   * Reads again what may be old.
   * @throws StorageFull | StorageUnavailable | HostFailed
   */
  reread(): Promise<void>
  failed(error: unknown, verdict?: ReturnType<typeof classifyFailure>): void
  /** The device's store has taken a write. */
  wrote(): void
}

/** @param onChange told when the status may say something else */
export function createStoreCare(
  parts: SyncParts,
  pause: PauseSwitch,
  upToDate: CatchUp,
  onChange: () => void,
): StoreCare {
  const { bases, book, hasOwnStore, host, opening, recovery, troubles } = parts
  let device: { readonly detail: string; readonly isFull: boolean } | undefined
  /** Why the app's store was not compared with the rows. */
  let app: LineState['refusal']

  /**
   * Queues what the host saved and nobody queued. It may be newer than what is queued, or older, where a power loss took
   * more from the app's store than from this one: so what it takes the place of is kept beside it.
   */
  async function compare(): Promise<readonly string[]> {
    const ids = await host.list()
    await fewAtOnce(ids, (projectId) => queueUnqueued(parts, projectId, ''))
    app = undefined
    onChange()
    return ids
  }

  function failed(error: unknown, verdict = classifyFailure(error)): void {
    if (verdict.kind === 'stopped') return
    if (verdict.kind === 'blocked' && error instanceof HostFailed) app = verdict
    else device = { detail: String(error), isFull: false, ...verdict }
    troubles.missed()
    onChange()
  }

  return {
    facts: () => ({
      storageTrouble: device?.detail,
      ready: opening.isOpen() && !app,
      ...(app ? { refusal: app } : {}),
    }),
    async open() {
      await recovery.atStart()
      await book.load()
      await pause.read()
      await mendLanes(parts)
      const ids = await compare().catch((error: unknown) => {
        if (!(error instanceof HostFailed)) throw error
        failed(error)
        return book.views().map(({ lane }) => lane.projectId)
      })
      await recovery.nameEvicted()
      // What a tab shows first is what the app's store holds when it begins; what is kept here is shown once it is opened.
      for (const id of hasOwnStore ? ids : []) if (bases.get(id) === '') bases.holds(id, newestHash(book.view(id)))
      device = undefined
    },
    async reread() {
      await Promise.all([upToDate.all(), app && compare()])
      // Whether there is room again, a write tells.
      if (opening.isOpen() && !device?.isFull) device = undefined
      onChange()
    },
    failed,
    wrote() {
      device = undefined
    },
  }
}
