import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { functionEnvironment } from './functions/function-environment.ts'
import { type RouteFunctions, routeFunctions } from './functions/route-functions.ts'
import { HttpGateway } from './gateway/http-gateway.ts'
import { RestGateway } from './gateway/rest-gateway.ts'
import { Watch } from './observability/watch.ts'
import type { Stage } from './stages.ts'
import type { StatefulStack } from './stateful-stack.ts'

interface StatelessStackProps extends StackProps {
  readonly stage: Stage
  readonly stateful: StatefulStack
}

/** What may be replaced at any deploy: functions and gateway. Its outputs are what an app has to know. */
export class StatelessStack extends Stack {
  readonly functions: RouteFunctions
  readonly gateway: HttpGateway | RestGateway

  constructor(scope: Construct, id: string, { stage, stateful, ...props }: StatelessStackProps) {
    super(scope, id, { description: 'Reelsync: functions and API', ...props })
    const { issuer, tables, bucket } = stateful
    const environment = functionEnvironment(stage, { tables, bucket }, issuer)
    this.functions = routeFunctions(this, stage, { tables, bucket }, environment)
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.gateway =
      stage.gateway.kind === 'http'
        ? new HttpGateway(this, 'Api', {
            stage,
            allowedOrigins: stage.gateway.allowedOrigins,
            functions: this.functions,
            issuer,
            accessLog,
          })
        : new RestGateway(this, 'Api', { stage, functions: this.functions, accessLog })
    if (stage.watch !== undefined) {
      const { functions, gateway } = this
      new Watch(this, 'Watch', { stage: stage.name, gateway, functions, alarmTopicArn: stage.watch.alarmTopicArn })
    }
    this.addOutputs(stage, stateful)
  }

  private addOutputs(stage: Stage, { issuer, bucket }: StatefulStack): void {
    const outputs = {
      Stage: stage.name,
      Profile: stage.gateway.kind,
      ApiId: this.gateway instanceof HttpGateway ? this.gateway.apiId : this.gateway.restApiId,
      ApiUrl: this.gateway instanceof HttpGateway ? this.gateway.apiEndpoint : this.gateway.url,
      DeployedRegion: this.region,
      BucketName: bucket.bucketName,
      Issuer: issuer.issuer,
      Audience: issuer.audience,
      ...(issuer.pool ? { UserPoolId: issuer.pool.id, UserPoolClientId: issuer.pool.clientId } : {}),
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}
