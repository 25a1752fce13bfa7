import { join } from 'node:path'
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { bundledCode } from '../bundles/bundled-code.ts'
import { tokenVerifier } from '../gateway/token-verifier.ts'
import type { Stage } from '../stage/stage.ts'

const root = join(import.meta.dirname, '../..')

export interface RouteFunctionProps {
  readonly stage: Stage
  /** The handler's file, from the repository's root. */
  readonly entry: `lambdas/${string}.ts`
  readonly environment: Record<string, string>
  readonly permissions: readonly PolicyStatement[]
  /** @default 29 seconds: the gateway gives up after 30 */
  readonly timeout?: Duration
}

/** A function with a log and a role of its own that holds the given statements alone. */
export class RouteFunction extends Construct {
  readonly handler: NodejsFunction
  readonly role: Role

  constructor(scope: Construct, id: string, props: RouteFunctionProps) {
    super(scope, id)
    const logGroup = new LogGroup(this, 'Log', { retention: props.stage.logDays, removalPolicy: RemovalPolicy.DESTROY })
    const writeLogs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    })
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { routes: new PolicyDocument({ statements: [writeLogs, ...props.permissions] }) },
    })
    this.handler = new NodejsFunction(this, 'Function', {
      code: bundledCode(root, props.entry, tokenVerifier(props.stage)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 1024,
      timeout: props.timeout ?? Duration.seconds(29),
      environment: props.environment,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    })
  }
}
