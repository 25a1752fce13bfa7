import type { MediaLanes } from '../media/media-lanes.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import type { LaneRunner } from '../queue/lane-runner.ts'
import { isReached, type LaneView } from '../queue/lane-view.ts'
import type { Poller } from '../remote/poller.ts'
import type { Retries } from '../retry/retries.ts'

/** All that speaks to the cloud: done by the one tab that leads, and not while it is paused. */
export interface Duty {
  /** Takes it up or lays it down. */
  set(onDuty: boolean): void
  isOn(): boolean
  /** While it is on: what is parked is tried as after a start, for the server may take it now. */
  takeUpParked(): void
  /** Another tab has changed a lane. */
  laneChanged(view: LaneView): void
  /** Ends waits. `user` takes up what is blocked too. */
  wake(by: 'hint' | 'user'): void
  /** The line is back: what waited for it goes on. */
  wakeSending(): void
}

export interface DutyOptions {
  readonly runner: LaneRunner
  readonly poller: Poller
  readonly media: MediaLanes
  readonly book: LaneBook
  readonly retries: Retries
  readonly onFailure: (error: unknown) => void
}

export function createDuty({ runner, poller, media, book, retries, onFailure }: DutyOptions): Duty {
  let on = false

  function takeUp(): void {
    runner.start()
    poller.start()
    takeUpParked()
  }

  function takeUpParked(): void {
    runner.wake('user').catch(onFailure)
    media.start().then(tellReached).catch(onFailure)
  }

  function tellReached(): void {
    for (const { lane } of book.views()) if (isReached(lane)) media.projectReached(lane.projectId)
  }

  return {
    takeUpParked,
    set(onDuty) {
      if (on === onDuty) return
      on = onDuty
      if (on) return takeUp()
      runner.stop()
      poller.stop()
      media.stop().catch(onFailure)
    },
    isOn: () => on,
    laneChanged({ lane }) {
      if (!on) return
      runner.pump()
      if (isReached(lane)) media.projectReached(lane.projectId)
    },
    wake(by) {
      if (!on) return
      if (by === 'user') retries.allowOne()
      runner.wake(by).catch(onFailure)
      poller.now()
      media.wake()
    },
    wakeSending() {
      if (!on) return
      runner.wake('hint').catch(onFailure)
      media.wake()
    },
  }
}
