import { EditWatch } from '../checks/edit-watch.ts'
import { LossWatch } from '../checks/loss-watch.ts'
import type { Plan } from '../plan/plan-step.ts'
import type { RunContext } from '../run/run-context.ts'
import { Housekeeper } from './housekeeper.ts'
import { SimCloud } from './sim-cloud.ts'
import { SimDevice } from './sim-device.ts'

/** The cloud and every device, and who looks at them. */
export interface World {
  readonly context: RunContext
  readonly cloud: SimCloud
  readonly devices: readonly SimDevice[]
  readonly watch: EditWatch
  readonly losses: LossWatch
  readonly housekeeper: Housekeeper
}

export function createWorld(context: RunContext, plan: Plan): World {
  const watch = new EditWatch(context)
  const losses = new LossWatch(context)
  const cloud = new SimCloud(context, plan.accounts)
  const devices = plan.devices.map(({ clockOffMs, ...facts }, index) => {
    const device = new SimDevice({ name: `device${index + 1}`, ...facts }, context, cloud, watch, losses)
    if (clockOffMs !== 0 && context.faults.mayHappen('clock-skewed')) {
      device.clockOffMs = clockOffMs
      context.faults.note('clock-skewed')
    }
    return device
  })
  return { context, cloud, devices, watch, losses, housekeeper: new Housekeeper(context, cloud, devices) }
}
