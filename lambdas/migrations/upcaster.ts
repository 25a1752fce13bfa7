import type { Item } from '../storage/dynamo-refused-item.ts'

/**
 * The step from one version of a table's rows to the next. Pure: it is run on each read of an older row, and once more
 * to rewrite it where it is stored. A table's steps stand in a list; the first leads from version 1 to 2.
 */
export interface Upcaster {
  /** All it looks at: nothing else is handed to it, and a rewrite is refused once one of these has changed. */
  readonly reads: readonly string[]
  /** Attributes that the next version does not have. */
  readonly removes?: readonly string[]
  /**
   * Attributes that the next version adds, or has otherwise; all else stays as it is.
   *
   * @throws ValiError where the row is not one of the version before
   */
  sets(read: Item): Item
}
