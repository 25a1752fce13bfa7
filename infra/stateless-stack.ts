import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { HttpGateway } from './gateway/http-gateway.ts'
import type { Stage } from './stage/stage.ts'
import { SyncApi } from './sync-api.ts'
import type { SyncData } from './sync-data.ts'

interface StatelessStackProps extends StackProps {
  readonly stage: Stage
  readonly data: SyncData
}

/** What may be replaced at any deploy: functions and gateway. Its outputs are what an app has to know. */
export class StatelessStack extends Stack {
  readonly api: SyncApi

  constructor(scope: Construct, id: string, { stage, data, ...props }: StatelessStackProps) {
    super(scope, id, { description: 'Reelsync: functions and API', ...props })
    this.api = new SyncApi(this, 'Default', { stage, data })
    const { gateway, clientConfig } = this.api
    const outputs = {
      Stage: stage.name,
      Profile: stage.gateway.kind,
      ApiId: gateway instanceof HttpGateway ? gateway.apiId : gateway.restApiId,
      ApiUrl: clientConfig.apiUrl,
      DeployedRegion: clientConfig.region,
      BucketName: data.bucket.bucketName,
      ProjectsTable: data.tables.projects.tableName,
      MigrationsTable: data.tables.migrations.tableName,
      Issuer: clientConfig.issuer,
      Audience: clientConfig.audience,
      UserPoolId: clientConfig.userPoolId,
      UserPoolClientId: clientConfig.userPoolClientId,
    }
    for (const [name, value] of Object.entries(outputs)) if (value !== undefined) new CfnOutput(this, name, { value })
  }
}
