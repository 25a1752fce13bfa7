import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { HttpGateway } from '../gateway/http-gateway.ts'
import type { RestGateway } from '../gateway/rest-gateway.ts'
import { Alarms, type WatchedFunctions } from './alarms.ts'
import { gatewayMetrics } from './gateway-metrics.ts'
import { Overview } from './overview.ts'
import { accountsFailedIn } from './request-metrics.ts'

export interface WatchProps {
  readonly stage: string
  readonly gateway: HttpGateway | RestGateway
  readonly functions: WatchedFunctions
  /** That nobody waits for. */
  readonly unhurried: WatchedFunctions
  /** Where what was given up ends. */
  readonly deadLetters: Queue
  readonly alarmTopicArn: string | undefined
}

/** Alarms and a dashboard over the API and its functions. */
export class Watch extends Construct {
  readonly alarms: readonly Alarm[]
  readonly dashboard: Dashboard

  constructor(scope: Construct, id: string, { stage, gateway, alarmTopicArn, ...props }: WatchProps) {
    super(scope, id)
    const { functions, unhurried, deadLetters } = props
    const api = gatewayMetrics(gateway)
    const action =
      alarmTopicArn === undefined ? undefined : new SnsAction(Topic.fromTopicArn(this, 'Topic', alarmTopicArn))
    const accountsFailed = accountsFailedIn(stage)
    const alarms = new Alarms(this, 'Alarms', { api, functions, unhurried, accountsFailed, deadLetters, action })
    this.alarms = alarms.all
    const all = { ...functions, ...unhurried }
    this.dashboard = new Overview(this, 'Overview', { stage, api, functions: all, alarms }).dashboard
  }
}
