import type { Elsewhere } from '../world/elsewhere.ts'
import type { SimDevice } from '../world/sim-device.ts'
import type { World } from '../world/world.ts'
import { type DevicePerformers, devicePerformers } from './device-performers.ts'
import type { Act, PlanStep } from './plan-step.ts'
import type { Scene } from './scene.ts'
import { type SignedOutPerformers, signedOutPerformers } from './signed-out-performers.ts'
import { type TabPerformers, tabPerformers } from './tab-performers.ts'

const performers: DevicePerformers & TabPerformers & SignedOutPerformers = {
  ...devicePerformers,
  ...tabPerformers,
  ...signedOutPerformers,
}

/** Has one step of the plan take place. What it sets off goes on by itself. */
export function performStep(world: World, elsewhere: Elsewhere, step: PlanStep): void {
  const device = world.devices[step.device] as SimDevice
  // Sound: the performer of a kind takes the acts of that kind.
  const perform = performers[step.act.kind] as (scene: Scene, act: Act) => void
  perform({ ...world, elsewhere, device, step }, step.act)
}
