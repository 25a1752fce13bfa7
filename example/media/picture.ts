import * as v from 'valibot'

/** What a file looks like in the bin and on the timeline. */
export const Picture = v.variant('kind', [
  v.object({ kind: v.literal('frame'), dataUrl: v.string() }),
  /** Loudest sample of each of equal stretches, 0 to 1. */
  v.object({ kind: v.literal('waveform'), peaks: v.array(v.number()) }),
  v.object({ kind: v.literal('none') }),
])
export type Picture = v.InferOutput<typeof Picture>
