/** How long what is no longer in use is kept, in days. */
export interface Retention {
  /** A deleted project can be brought back for so long. */
  readonly tombstoneDays: number
  /** Old versions, named ones and sides of conflicts. */
  readonly historyDays: number
  /** Bytes that nothing refers to any more. */
  readonly unreferencedDays: number
  /** An upload that no device goes on with. */
  readonly idleUploadDays: number
}

/** A large document may be named for a day after it was sent, and its version come into the history a day after that. */
const leastUnreferencedDays = 2

/**
 * Holds the grace of unreferenced bytes to the life of all that may refer to them again.
 *
 * @throws RangeError when it is shorter, or under two days, or when a value is no whole number of days
 */
export function checkRetention(retention: Retention): void {
  for (const [name, days] of Object.entries(retention)) {
    if (!Number.isInteger(days) || days < 1) throw new RangeError(`retention.${name} is ${days}; give whole days.`)
  }
  const { tombstoneDays, historyDays, unreferencedDays } = retention
  if (unreferencedDays < leastUnreferencedDays) {
    throw new RangeError(
      `retention.unreferencedDays is ${unreferencedDays}: a write may name what was sent on the day before, so give at least ${leastUnreferencedDays}.`,
    )
  }
  const needed = Math.max(tombstoneDays, historyDays)
  if (unreferencedDays >= needed) return
  throw new RangeError(
    `retention.unreferencedDays is ${unreferencedDays}: tombstones and history need their bytes for ${needed} days.`,
  )
}
