import { Duration } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CorsHttpMethod,
  type CorsPreflightOptions,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { contractVersionHeader } from '#contract/contract-version.ts'
import { routes } from '#contract/routes.ts'
import type { TokenIssuer } from '../accounts/token-issuer.ts'
import type { RouteFunctions } from '../functions/route-functions.ts'
import type { Stage } from '../stages.ts'
import { accessLogFields } from './access-log-fields.ts'

export interface HttpGatewayProps {
  readonly stage: Stage
  readonly allowedOrigins: readonly string[]
  readonly functions: RouteFunctions
  readonly issuer: TokenIssuer
  readonly accessLog: LogGroup
}

/** HTTP API with the contract's routes; no route answers without a token that the authorizer has verified. */
export class HttpGateway extends HttpApi {
  constructor(scope: Construct, id: string, { stage, allowedOrigins, functions, issuer, accessLog }: HttpGatewayProps) {
    super(scope, id, {
      createDefaultStage: false,
      corsPreflight: preflight(allowedOrigins),
      defaultAuthorizer: new HttpJwtAuthorizer('Tokens', issuer.issuer, { jwtAudience: [issuer.audience] }),
    })
    const integrations = {
      projects: new HttpLambdaIntegration('Projects', functions.projects, { scopePermissionToRoute: false }),
      media: new HttpLambdaIntegration('Media', functions.media, { scopePermissionToRoute: false }),
    }
    for (const route of Object.values(routes)) {
      this.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrations[route.function],
      })
    }
    new HttpStage(this, 'Stage', {
      httpApi: this,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.requestsPerSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    })
  }
}

function preflight(allowedOrigins: readonly string[]): CorsPreflightOptions {
  return {
    allowOrigins: [...allowedOrigins],
    allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.PUT, CorsHttpMethod.POST, CorsHttpMethod.DELETE],
    allowHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match', contractVersionHeader],
    exposeHeaders: ['etag', 'retry-after', 'date', 'x-request-id'],
    maxAge: Duration.hours(2),
  }
}
