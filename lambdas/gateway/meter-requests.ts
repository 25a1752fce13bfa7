import type { MiddlewareObj } from '@middy/core'
import type { Context } from 'aws-lambda'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Meter } from '../metrics/meter.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { RequestMeter } from '../metrics/request-meter.ts'
import type { ApiRequest } from './api-request.ts'
import type { GatewayResponse } from './gateway-response.ts'

export interface RequestMeters {
  /** Emits what each request counted, once, when it is answered. */
  readonly step: MiddlewareObj<ApiRequest, GatewayResponse>
  /** The meter of the request that this context came with. */
  meterOf(context: Context): Meter
}

export function meterRequests(metrics: Metrics): RequestMeters {
  const meters = new WeakMap<Context, RequestMeter>()
  let isCold = true
  const meterOf = (context: Context): RequestMeter => {
    const meter = meters.get(context) ?? new RequestMeter()
    meters.set(context, meter)
    return meter
  }
  const step: RequestMeters['step'] = {
    before: ({ context }) => {
      if (isCold) meterOf(context).add('ColdStarts', 1)
      isCold = false
    },
    after: ({ context }) => metrics.emit(meterOf(context).answered()),
    onError: ({ context, error }) => {
      const code = error instanceof ApiFailure ? error.code : 'internal'
      metrics.emit(meterOf(context).refused(code))
    },
  }
  return { step, meterOf }
}
