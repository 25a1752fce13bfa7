import type { Deadline, HousekeepingPorts } from './housekeeping-ports.ts'
import { OutOfTime } from './out-of-time.ts'

/**
 * The same ports while there is time: from then on each call throws `OutOfTime` instead. Between any two of them a run
 * may end, as it may be killed there; so no loop over what an account has needs to look at the time by itself.
 */
export function withinDeadline(ports: HousekeepingPorts, deadline: Deadline): HousekeepingPorts {
  const within = <Port extends object>(port: Port): Port => refusing(port, deadline)
  return {
    ...ports,
    ...{ rows: within(ports.rows), marks: within(ports.marks), tombstones: within(ports.tombstones) },
    ...{ assets: within(ports.assets), projects: within(ports.projects), usage: within(ports.usage) },
    ...{ ledger: within(ports.ledger), store: within(ports.store), lists: within(ports.lists), bin: within(ports.bin) },
  }
}

function refusing<Port extends object>(port: Port, deadline: Deadline): Port {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target)
      if (typeof method !== 'function') return method
      return async (...args: unknown[]) => {
        if (deadline.isOver()) throw new OutOfTime()
        return method.apply(target, args)
      }
    },
  })
}
