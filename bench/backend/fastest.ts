/** The shortest of these times: other work on the machine only ever adds to one. */
export function fastest(timesMs: readonly number[]): number {
  if (timesMs.length === 0) throw new RangeError('Nothing was timed.')
  return Math.min(...timesMs)
}
