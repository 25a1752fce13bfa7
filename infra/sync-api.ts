import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { ClientConfig } from './client-config.ts'
import { functionEnvironment } from './functions/function-environment.ts'
import { type RouteFunctions, routeFunctions } from './functions/route-functions.ts'
import { HttpGateway } from './gateway/http-gateway.ts'
import { RestGateway } from './gateway/rest-gateway.ts'
import { HistoryWriter } from './history/history-writer.ts'
import { Housekeeper } from './housekeeping/housekeeper.ts'
import { Watch } from './observability/watch.ts'
import { acknowledgeApiFindings } from './review/acknowledge-api-findings.ts'
import type { Stage } from './stage/stage.ts'
import type { SyncData } from './sync-data.ts'

export interface SyncApiProps {
  readonly stage: Stage
  readonly data: SyncData
}

/** What may be replaced at any deploy: functions, gateway, what feeds the functions, and what watches them. */
export class SyncApi extends Construct {
  readonly functions: RouteFunctions
  readonly gateway: HttpGateway | RestGateway
  readonly history: HistoryWriter
  readonly housekeeper: Housekeeper
  /** Absent where the stage is not watched. */
  readonly watch: Watch | undefined
  readonly clientConfig: ClientConfig

  constructor(scope: Construct, id: string, { stage, data }: SyncApiProps) {
    super(scope, id)
    this.functions = routeFunctions(this, stage, data, functionEnvironment(stage, data, data.issuer))
    this.gateway = this.#gateway(stage, data)
    this.history = new HistoryWriter(this, 'HistoryWriter', stage, data.tables)
    this.housekeeper = new Housekeeper(this, 'Housekeeper', stage, data)
    this.watch = this.#watch(stage)
    this.clientConfig = this.#clientConfig(data)
    acknowledgeApiFindings(this, data)
  }

  #gateway(stage: Stage, { issuer }: SyncData): HttpGateway | RestGateway {
    const { functions } = this
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const { gateway } = stage
    // Each under a name of its own: CloudFormation takes no other type under a name that is there.
    return gateway.kind === 'http'
      ? new HttpGateway(this, 'Api', { stage, gateway, functions, issuer, accessLog })
      : new RestGateway(this, 'RestApi', { stage, functions, accessLog })
  }

  #watch({ name, watch }: Stage): Watch | undefined {
    if (watch === undefined) return undefined
    const { gateway, history, housekeeper } = this
    const functions = { ...this.functions, history: history.handler }
    const { deadLetters } = history
    const { alarmTopicArn } = watch
    const unhurried = { housekeeping: housekeeper.handler }
    return new Watch(this, 'Watch', { stage: name, gateway, functions, unhurried, deadLetters, alarmTopicArn })
  }

  #clientConfig({ issuer: { issuer, audience, pool } }: SyncData): ClientConfig {
    const { apiUrl } = this.gateway
    const { region } = Stack.of(this)
    const ofPool = pool === undefined ? {} : { userPoolId: pool.id, userPoolClientId: pool.clientId }
    return { apiUrl, region, issuer, audience, ...ofPool }
  }
}
