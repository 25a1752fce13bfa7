import { causeFields } from '../errors/cause-fields.ts'
import type { RequestLog } from '../gateway/request-log.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { RequestMeter } from '../metrics/request-meter.ts'
import { keepHouse, type RunPorts } from './keep-house.ts'

/** Of Lambda's context, what a run goes by. */
export interface RunContext {
  readonly awsRequestId: string
  getRemainingTimeInMillis(): number
}

export type HandlerPorts = Omit<RunPorts, 'meter' | 'onFailedStep'> & {
  readonly log: RequestLog
  readonly metrics: Metrics
}

/** The handler of the `housekeeping` function: one run, its counts and one line of what it came to. */
export function createHousekeepingHandler(ports: HandlerPorts): (event: unknown, context: RunContext) => Promise<void> {
  const { log, metrics } = ports
  return async (_event, context) => {
    const meter = new RequestMeter()
    const onFailedStep: RunPorts['onFailedStep'] = ({ step, cause }) =>
      log.error('step failed', { step, ...causeFields(cause) })
    try {
      const remainingMs = () => context.getRemainingTimeInMillis()
      const outcome = await keepHouse({ ...ports, meter, onFailedStep }, { owner: context.awsRequestId, remainingMs })
      log.info('housekeeping', { ...outcome })
    } finally {
      // What a run did that then failed was done all the same.
      metrics.emit(meter.answered())
    }
  }
}
