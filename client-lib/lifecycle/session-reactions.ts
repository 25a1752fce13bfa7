import { fewAtOnce } from '../host/few-at-once.ts'
import { queueUnqueued } from '../host/save-edit.ts'
import type { LaneEffect } from '../queue/lane-view.ts'
import type { ListingChange } from '../remote/keep-page.ts'
import type { LineState } from './line-state.ts'
import type { SyncParts } from './sync-parts.ts'

/** A lane was changed by this tab, and is on disk. */
export function afterLaneChange({ duty, runner, tabs }: SyncParts, projectId: string): void {
  tabs.post({ kind: 'lane-changed', projectId })
  if (duty.isOn()) runner.pump()
}

/** What a step of a lane asks for beside sending. */
export function afterStep(parts: SyncParts, projectId: string, effects: readonly LaneEffect[]): void {
  const { duty, media, poller } = parts
  for (const { kind } of effects) {
    if (kind === 'unqueued') void queueUnqueued(parts, projectId)
    if (!duty.isOn()) continue
    if (kind === 'reached') media.projectReached(projectId)
    if (kind === 'behind') poller.now()
  }
}

/** The cloud's entry of a project has changed, or its content was applied here. */
export function afterListing({ media, tabs, watch }: SyncParts, { projectId, mediaChanged }: ListingChange): void {
  if (mediaChanged) media.mediaChanged(projectId)
  tabs.post({ kind: 'project-changed', projectId })
  watch.changed(projectId)
}

/** What waited for the line, or for a token, has waited long enough once it is back. */
export function afterLineChange({ duty, tabs }: SyncParts, before: LineState, now: LineState): void {
  if (!duty.isOn()) return
  const { reachable, signedIn, refusal } = now
  tabs.post({ kind: 'line', reachable, signedIn, ...(refusal ? { refusal } : {}) })
  if (before.refusal?.code === 'upgrade-required' && refusal?.code !== 'upgrade-required') duty.takeUpParked()
  if ((reachable && !before.reachable) || (signedIn && !before.signedIn)) duty.wakeSending()
}

/** Edits that could not be queued are looked at again. */
export function retryTroubles(parts: SyncParts): void {
  // Under no id at all nothing can be held.
  const ids = [...parts.ledger.troubles().keys()].filter((projectId) => typeof projectId === 'string')
  void fewAtOnce(ids, (projectId) => queueUnqueued(parts, projectId))
}
