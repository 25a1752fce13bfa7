export interface Spread {
  readonly median: number
  /** A quarter of the values is below, a quarter above. */
  readonly lower: number
  readonly upper: number
}

/** What many runs on a machine that does other work too come to. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('Nothing was measured.')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) }
}
