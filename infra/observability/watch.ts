import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { RouteFunctions } from '../functions/route-functions.ts'
import type { HttpGateway } from '../gateway/http-gateway.ts'
import type { RestGateway } from '../gateway/rest-gateway.ts'
import { Alarms } from './alarms.ts'
import { gatewayMetrics } from './gateway-metrics.ts'
import { Overview } from './overview.ts'

export interface WatchProps {
  readonly stage: string
  readonly gateway: HttpGateway | RestGateway
  readonly functions: RouteFunctions
  readonly alarmTopicArn: string | undefined
}

/** Alarms and a dashboard over the API and its functions. */
export class Watch extends Construct {
  readonly alarms: readonly Alarm[]
  readonly dashboard: Dashboard

  constructor(scope: Construct, id: string, { stage, gateway, functions, alarmTopicArn }: WatchProps) {
    super(scope, id)
    const api = gatewayMetrics(gateway)
    const action =
      alarmTopicArn === undefined ? undefined : new SnsAction(Topic.fromTopicArn(this, 'Topic', alarmTopicArn))
    const alarms = new Alarms(this, 'Alarms', { api, functions, action })
    this.alarms = alarms.all
    this.dashboard = new Overview(this, 'Overview', { stage, api, functions, alarms }).dashboard
  }
}
