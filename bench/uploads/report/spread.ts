/** The middle of what was measured, and how far its middle half reaches. */
export interface Spread {
  readonly median: number
  /** Between the quartiles. */
  readonly range: number
}

/** Undefined where nothing was measured. Quartiles are drawn between neighbours, as spreadsheets do. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => {
    const place = (sorted.length - 1) * share
    const low = sorted[Math.floor(place)] as number
    const high = sorted[Math.ceil(place)] as number
    return low + (high - low) * (place - Math.floor(place))
  }
  return { median: at(0.5), range: at(0.75) - at(0.25) }
}
