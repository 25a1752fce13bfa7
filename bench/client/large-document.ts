/** A timeline of a megabyte, a little over, of which no two rounds have the same bytes. Its gzip is about an eighth. */
export function largeDocument(round: number): string {
  const clips: object[] = []
  for (let index = 0, length = 0; length < 1_000_000; index += 1) {
    const clip = {
      OTIO_SCHEMA: 'Clip.2',
      name: `Clip ${index} of scene ${(index * 7919 + round) % 9973}`,
      source_range: { start: (index * 104_729 + round) % 90_000, duration: 24 + ((index * 31) % 240), rate: 24 },
      media_reference: { asset_id: `asset-${(index * 2_654_435_761) % 4_294_967_296}`, available: index % 5 !== 0 },
      metadata: {
        note: `take ${(index * 48_271) % 2_147_483_647}`,
        colour: `#${((index * 99_991) % 0xffffff).toString(16)}`,
      },
    }
    clips.push(clip)
    length += JSON.stringify(clip).length + 1
  }
  return JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', name: 'A day at the sea', tracks: clips })
}
