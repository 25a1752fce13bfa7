import type { Garbage } from '../garbage/garbage.ts'
import type { HeldAsset } from './account-rows.ts'

/** Where an account's bytes go that nothing names any more. The answers tell whether the change was made. */
export interface AssetBin {
  /** Stored bytes become garbage, due at once; refused where something was tied to them since they were read. */
  discard(held: HeldAsset, nowMs: number): Promise<boolean>
  /** The row of an upload that was given up, where nobody waits for it. */
  dropAbandoned(held: HeldAsset): Promise<boolean>
  /** What was garbage is out of the store: its bytes count no more. */
  collected(garbage: Garbage): Promise<boolean>
}
