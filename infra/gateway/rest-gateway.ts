import { Stack } from 'aws-cdk-lib'
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { problemContentType } from '#contract/errors.ts'
import { routes } from '#contract/routes.ts'
import type { RouteFunctions } from '../functions/route-functions.ts'
import type { Stage } from '../stage/stage.ts'
import { accessLogFields } from './access-log-fields.ts'
import { gatewayProblems } from './gateway-problems.ts'

const stageName = 'v1'

export interface RestGatewayProps {
  readonly stage: Stage
  readonly functions: RouteFunctions
  readonly accessLog: LogGroup
}

/** REST API with the contract's routes; the functions verify the tokens themselves. */
export class RestGateway extends RestApi {
  /** Without a slash at its end. */
  readonly apiUrl: string

  constructor(scope: Construct, id: string, { stage, functions, accessLog }: RestGatewayProps) {
    super(scope, id, {
      // Its metrics are told apart by this name alone. LocalStack cannot rename an API that is there.
      ...(stage.watch === undefined ? {} : { restApiName: `reelsync-${stage.name}` }),
      endpointTypes: [EndpointType.REGIONAL],
      // Compressed documents pass as bytes; text stays text.
      binaryMediaTypes: ['application/gzip', 'application/octet-stream'],
      // Of the account, once for each region: where no API has set it, a stage with an access log cannot be made.
      cloudWatchRole: stage.data !== 'local',
      deployOptions: {
        stageName,
        throttlingRateLimit: stage.throttle.requestsPerSecond,
        throttlingBurstLimit: stage.throttle.burst,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogFields('rest'))),
      },
    })
    const { region, urlSuffix } = Stack.of(this)
    this.apiUrl = `https://${this.restApiId}.execute-api.${region}.${urlSuffix}/${stageName}`
    this.#answerProblems()
    const integrations = {
      projects: new LambdaIntegration(functions.projects, { scopePermissionToMethod: false }),
      media: new LambdaIntegration(functions.media, { scopePermissionToMethod: false }),
    }
    for (const route of Object.values(routes)) {
      this.root.resourceForPath(route.path).addMethod(route.method, integrations[route.function])
    }
  }
  /** The gateway's own answers, as problem documents. */
  #answerProblems(): void {
    for (const [type, { status, body, retryAfterSeconds }] of gatewayProblems) {
      this.addGatewayResponse(`Problem-${type.responseType}`, {
        type,
        statusCode: String(status),
        responseHeaders: {
          'Content-Type': `'${problemContentType}'`,
          ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': `'${retryAfterSeconds}'` }),
        },
        templates: { 'application/json': body },
      })
    }
  }
}
