import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import type { Alarms, WatchedFunctions } from './alarms.ts'
import type { GatewayMetrics } from './gateway-metrics.ts'
import { countOf, refusalsByCode } from './request-metrics.ts'
import { windowOfSum } from './windows.ts'

export interface OverviewProps {
  readonly stage: string
  readonly api: GatewayMetrics
  readonly functions: WatchedFunctions
  readonly alarms: Alarms
}

/** The dashboard of one stage: is it well, is it used, and what do users meet. */
export class Overview extends Construct {
  readonly dashboard: Dashboard

  constructor(scope: Construct, id: string, { stage, api, functions, alarms }: OverviewProps) {
    super(scope, id)
    const handlers = Object.values(functions)
    const dashboard = new Dashboard(this, 'Dashboard')
    this.dashboard = dashboard
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 3, alarms: [...alarms.all] }))
    dashboard.addWidgets(
      graph('Requests', [api.requests]),
      graph('Latency, ms', [api.latency('p50'), api.latency('p99')]),
      graph('Errors', [
        ...[api.failed, api.refused],
        ...handlers.flatMap((handler) => [handler.metricErrors(windowOfSum), handler.metricThrottles(windowOfSum)]),
      ]),
    )
    dashboard.addWidgets(
      graph('Conflicts and replays', [...countOf(stage, 'Conflicts'), ...countOf(stage, 'Replays')]),
      graph('Bytes presigned and copied', [
        ...countOf(stage, 'UploadBytesPresigned'),
        ...countOf(stage, 'DownloadBytesPresigned'),
        ...countOf(stage, 'BytesCopied'),
      ]),
      graph('Refusals by code', [refusalsByCode(stage)]),
    )
    dashboard.addWidgets(
      graph('Parts resumed', countOf(stage, 'PartsResumed')),
      graph('Cold starts', countOf(stage, 'ColdStarts')),
      graph('Refusals', countOf(stage, 'Refusals')),
    )
    dashboard.addWidgets(
      graph('Bytes collected', countOf(stage, 'BytesCollected')),
      graph('Collected, purged and ended', [
        ...countOf(stage, 'AssetsCollected'),
        ...countOf(stage, 'ProjectsPurged'),
        ...countOf(stage, 'UploadsFinished'),
        ...countOf(stage, 'UploadsEnded'),
      ]),
      graph('Accounts swept, failed and corrected', [
        ...countOf(stage, 'AccountsSwept'),
        ...countOf(stage, 'AccountsFailed'),
        ...countOf(stage, 'UsageCorrected'),
      ]),
    )
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6 })
}
