import { type LaneState, newLane } from '../../../client-lib/queue/lane-row.ts'
import type { StatusFacts } from '../../../client-lib/status/derive-status.ts'

export const quiet: StatusFacts = {
  views: [],
  saves: new Map(),
  troubles: new Map(),
  media: {
    open: 0,
    totalBytes: 0,
    sentBytes: 0,
    acceptedBytes: 0,
    bytesPerSecond: 0,
    remainingMs: undefined,
    worst: { kind: 'idle' },
    durability: 'in-the-cloud',
  },
  storageTrouble: undefined,
  ...{
    durable: true,
    ready: true,
    reachable: true,
    signedIn: true,
    hasAccount: true,
    paused: false,
    leads: true,
    persistent: true,
    refusal: undefined,
  },
}
export const lane = (projectId: string, state: LaneState, version = 1) => ({
  lane: { ...newLane(projectId), acknowledged: { version, hash: 'a' }, state },
  conflict: undefined,
})
export const inFlight = { mutationId: 'm', baseVersion: 1, hash: 'b', savedAtMs: 1 }
export const waiting = (untilMs: number): LaneState => ({
  kind: 'waiting',
  inFlight,
  failures: 1,
  untilMs,
  reason: 'busy',
})
