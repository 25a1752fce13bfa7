import type { Garbage } from '../garbage/garbage.ts'
import type { HeldAsset } from './account-rows.ts'

/** Where an account's bytes go that nothing names any more. The answers tell whether the change was made. */
export interface AssetBin {
  /** Stored bytes become garbage, due at once; refused where something was tied to them since they were read. */
  discard(held: HeldAsset, nowMs: number): Promise<boolean>
  /** The row of an upload that was given up, where nobody waits for it. */
  dropAbandoned(held: HeldAsset): Promise<boolean>
  /**
   * What was garbage of one account is out of the store: its bytes count no more. All of it or none, and none where one
   * was collected before.
   *
   * @param garbage at least one, and no more than one transaction takes
   */
  collected(garbage: readonly Garbage[]): Promise<boolean>
}
