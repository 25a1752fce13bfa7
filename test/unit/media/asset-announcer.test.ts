import { expect, test } from 'vitest'
import { AssetAnnouncer } from '../../../client-lib/media/asset-announcer.ts'
import type { AssetView } from '../../../client-lib/media/assets-api.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'

const facts = {
  assetId: 'a',
  projectId: 'film',
  fileName: 'clip.mp4',
  mime: 'video/mp4',
  sizeBytes: 6,
  onThisDevice: true,
  isKeptOffline: false,
}
const completing: AssetView = { ...facts, inTheCloud: false, transfer: { phase: 'completing' } }
const stored: AssetView = { ...facts, inTheCloud: true, transfer: { phase: 'stored' } }

test('[UP32] what a list showed from an older row is set right, also where that was told before', () => {
  const announcer = new AssetAnnouncer(new HandClock(), () => undefined)
  const told: string[] = []
  announcer.subscribe(({ transfer }) => told.push(transfer.phase))
  announcer.announce(completing)
  announcer.announce(stored)
  announcer.shown(completing)
  announcer.announce(stored)
  announcer.announce(stored)
  expect(told).toEqual(['completing', 'stored', 'stored'])
})

test('[UP32] progress is told four times a second, and what else changes at once', () => {
  const clock = new HandClock()
  const announcer = new AssetAnnouncer(clock, () => undefined)
  const told: AssetView[] = []
  announcer.subscribe((view) => told.push(view))
  const preparing = (doneBytes: number): AssetView => ({
    ...{ ...facts, inTheCloud: false, transfer: { phase: 'preparing', doneBytes } },
  })
  announcer.announce(preparing(1))
  announcer.announce(preparing(2))
  const kept = { ...preparing(3), isKeptOffline: true }
  announcer.announce(kept)
  clock.advance(250)
  announcer.announce({ ...kept, transfer: { phase: 'preparing', doneBytes: 4 } })
  const blocked = (code: string): AssetView => ({
    ...{ ...facts, inTheCloud: false, transfer: { phase: 'blocked', code, detail: '', acceptedBytes: 0 } },
  })
  announcer.announce(blocked('needs-auth'))
  announcer.announce(blocked('store-refused'))
  expect(told.map(({ isKeptOffline, transfer }) => [isKeptOffline, transfer])).toEqual([
    [false, { phase: 'preparing', doneBytes: 1 }],
    [true, { phase: 'preparing', doneBytes: 3 }],
    [true, { phase: 'preparing', doneBytes: 4 }],
    [false, blocked('needs-auth').transfer],
    [false, blocked('store-refused').transfer],
  ])
})

test('[UP29] progress goes on to be told where the clock is set back', () => {
  const clock = new HandClock()
  const announcer = new AssetAnnouncer(clock, () => undefined)
  const told: unknown[] = []
  announcer.subscribe(({ transfer }) => told.push('doneBytes' in transfer && transfer.doneBytes))
  for (const doneBytes of [1, 2]) {
    announcer.announce({ ...facts, inTheCloud: false, transfer: { phase: 'preparing', doneBytes } })
    clock.setBack(3_600_000)
  }
  expect(told).toEqual([1, 2])
})
