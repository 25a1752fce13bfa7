import type { FaultKind } from '../faults/fault-kind.ts'
import type { Elsewhere } from '../world/elsewhere.ts'
import type { SimDevice } from '../world/sim-device.ts'
import type { World } from '../world/world.ts'
import type { PlanStep } from './plan-step.ts'

/** Where one step of a plan takes place. */
export interface Scene extends World {
  readonly elsewhere: Elsewhere
  readonly device: SimDevice
  readonly step: PlanStep
}

/** Counts the fault, where it may happen. */
export function befalls({ context }: Pick<Scene, 'context'>, kind: FaultKind): boolean {
  if (!context.faults.mayHappen(kind)) return false
  context.faults.note(kind)
  return true
}
