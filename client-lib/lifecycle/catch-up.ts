import { mendLanes } from './mend-lanes.ts'
import type { PauseSwitch } from './pause-switch.ts'
import type { SyncParts } from './sync-parts.ts'

/** Takes up what this tab has not heard of the others, or could not read when it was told. */
export interface CatchUp {
  /**
   * All of it. What was deleted under the open page is put back before.
   * @throws StorageFull | StorageUnavailable
   */
  all(): Promise<void>
  /**
   * The lanes, as they are to be before a poll.
   * @throws StorageFull | StorageUnavailable
   */
  lanes(): Promise<void>
}

export function createCatchUp(parts: SyncParts, pause: PauseSwitch, closing: AbortSignal): CatchUp {
  const { book, duty, media, opening, recovery, runner } = parts

  async function recover(): Promise<void> {
    if ((await recovery.now()) && pause.isOn()) await pause.set(true)
  }

  /** Another tab's word may have been missed, also of a lane that was read since for another reason. */
  async function look(): Promise<void> {
    const changed = await book.catchUp()
    changed.forEach(duty.laneChanged)
    if (duty.isOn()) runner.pump()
  }

  return {
    async all() {
      await recover()
      // What has not opened yet reads all of it then.
      if (closing.aborted || !opening.isOpen()) return
      await Promise.all([look(), media.refresh(), pause.read()])
    },
    async lanes() {
      await recover()
      await mendLanes(parts)
      await look()
    },
  }
}
