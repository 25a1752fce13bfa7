import { CfnOutput, Names } from 'aws-cdk-lib'
import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { ClientConfig } from '../client-config.ts'
import type { RouteFunctions } from '../functions/route-functions.ts'
import { type DomainTarget, HttpGateway } from '../gateway/http-gateway.ts'
import type { Watch } from '../observability/watch.ts'
import type { MediaBucket } from '../storage/media-bucket.ts'
import type { Tables } from '../storage/tables.ts'
import { SyncApi } from '../sync-api.ts'
import { SyncData } from '../sync-data.ts'
import type { CloudSyncProps } from './cloud-sync-props.ts'
import { stageOfProps } from './stage-of-props.ts'

/**
 * A whole sync backend in a stack of a team's own: tables, bucket, accounts, functions, API, alarms and a dashboard.
 * The stack's outputs hold `clientConfig`, a value each.
 *
 * @example
 * const sync = new CloudSync(this, 'Sync', { allowedOrigins: ['https://app.example.com'] })
 */
export class CloudSync extends Construct {
  /** For `createCloudSync`. */
  readonly apiUrl: string
  /** What the app has to know. */
  readonly clientConfig: ClientConfig
  readonly tables: Tables
  readonly bucket: MediaBucket
  readonly functions: RouteFunctions
  /** The pool that was made; absent where the accounts are someone else's. */
  readonly userPool: IUserPool | undefined
  /** What the alias record of the `domain` must point at; absent where there is none. */
  readonly domainTarget: DomainTarget | undefined
  /** Alarms and dashboard; absent where `watched` is false. */
  readonly watch: Watch | undefined

  /** @throws RangeError when a value cannot be; it says what to write instead */
  constructor(scope: Construct, id: string, props: CloudSyncProps) {
    super(scope, id)
    const stage = stageOfProps(props, Names.uniqueResourceName(this, { maxLength: 64 }))
    const data = new SyncData(this, 'Data', stage)
    const { gateway, clientConfig, functions, watch } = new SyncApi(this, 'Api', { stage, data })
    this.clientConfig = clientConfig
    this.apiUrl = clientConfig.apiUrl
    this.tables = data.tables
    this.bucket = data.bucket
    this.functions = functions
    this.userPool = data.issuer.pool?.construct
    this.domainTarget = gateway instanceof HttpGateway ? gateway.domainTarget : undefined
    this.watch = watch
    for (const [name, value] of Object.entries(clientConfig)) new CfnOutput(this, pascal(name), { value })
  }
}

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
