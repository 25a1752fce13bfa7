import type { Chance } from '../../simulate/chance/chance.ts'
import type { DeedKind } from './deed-kinds.ts'

export const projects = ['film', 'song'] as const
export type DeviceName = 'one' | 'two'

/** One thing that is to be done, by the seed alone; what is there to do it to is the machine's. */
export interface PlannedDeed {
  readonly kind: DeedKind
  readonly device: DeviceName
  readonly project: (typeof projects)[number]
  /** Draws what else it needs, whatever others draw. */
  readonly chance: Chance
  /** How long the user waits before, as users do. */
  readonly pauseMs: number
}

export interface Deed extends PlannedDeed {
  /** Counted, as they are done, through all bursts. */
  readonly number: number
}
