import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { HttpGateway } from '../gateway/http-gateway.ts'
import type { RestGateway } from '../gateway/rest-gateway.ts'
import { windowOfSum } from './windows.ts'

/** What CloudWatch counts of the API, alike on both gateways. */
export interface GatewayMetrics {
  readonly requests: Metric
  /** Answers of 4xx. */
  readonly refused: Metric
  /** Answers of 5xx. */
  readonly failed: Metric
  /** @param statistic such as `p99` */
  latency(statistic: string): Metric
}

export function gatewayMetrics(gateway: HttpGateway | RestGateway): GatewayMetrics {
  return {
    requests: gateway.metricCount(windowOfSum),
    refused: gateway.metricClientError(windowOfSum),
    failed: gateway.metricServerError(windowOfSum),
    latency: (statistic) => gateway.metricLatency({ ...windowOfSum, statistic }),
  }
}
