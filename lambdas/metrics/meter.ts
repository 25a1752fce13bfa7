import type { CountName } from './count-units.ts'

/** Counts what one request does. */
export interface Meter {
  /** @param amount in the unit of `countUnits`; 0 leaves no trace */
  add(name: CountName, amount: number): void
}
