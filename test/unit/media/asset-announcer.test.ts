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
