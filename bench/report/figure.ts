/** One thing that was measured, beside the most it may be; undefined where it could not be measured. */
export interface Figure {
  readonly name: string
  readonly value: number | undefined
  readonly most: number
  readonly unit: 'calls' | 'bytes' | 'times'
  /** How it came about, for who reads the line: rounds, spread. */
  readonly note?: string
}

/** What could not be measured is over its budget. */
export function isWithin({ value, most }: Figure): boolean {
  return value !== undefined && value <= most
}
