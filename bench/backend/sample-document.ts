/** A timeline document of about 30 KB, the same at every run. */
export function sampleDocument(): string {
  const clips = Array.from({ length: 132 }, (_, index) => ({
    OTIO_SCHEMA: 'Clip.2',
    name: `Clip ${index} of scene ${(index * 7919) % 97}`,
    source_range: { start: (index * 104_729) % 90_000, duration: 24 + ((index * 31) % 240), rate: 24 },
    media_reference: { asset_id: `asset-${(index * 2_654_435_761) % 4_294_967_296}`, available: index % 5 !== 0 },
    metadata: {
      note: `take ${(index * 48_271) % 2_147_483_647}`,
      colour: `#${((index * 99_991) % 0xffffff).toString(16)}`,
    },
  }))
  return JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', name: 'A day at the sea', tracks: clips })
}
