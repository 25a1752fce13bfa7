import { Duration, Stack } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CorsHttpMethod,
  type CorsPreflightOptions,
  DomainName,
  EndpointType,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { contractVersionHeader } from '#contract/contract-version.ts'
import { requestIdHeader } from '#contract/errors.ts'
import { routes } from '#contract/routes.ts'
import type { TokenIssuer } from '../accounts/token-issuer.ts'
import type { RouteFunctions } from '../functions/route-functions.ts'
import { isKnown, refuse } from '../stage/refuse.ts'
import type { Domain, Gateway, Stage } from '../stage/stage.ts'
import { accessLogFields } from './access-log-fields.ts'

export interface HttpGatewayProps {
  readonly stage: Stage
  readonly gateway: Extract<Gateway, { kind: 'http' }>
  readonly functions: RouteFunctions
  readonly issuer: TokenIssuer
  readonly accessLog: LogGroup
}

/** HTTP API with the contract's routes; no route answers without a token that the authorizer has verified. */
export class HttpGateway extends HttpApi {
  /** Without a slash at its end. */
  readonly apiUrl: string
  /** What the team's name for the API must point at, as an alias; absent where it has none. */
  readonly domainTarget: DomainTarget | undefined

  constructor(scope: Construct, id: string, { stage, gateway, functions, issuer, accessLog }: HttpGatewayProps) {
    super(scope, id, {
      createDefaultStage: false,
      corsPreflight: preflight(gateway.allowedOrigins),
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
    const domain = gateway.domain && this.#domain(gateway.domain)
    this.apiUrl = gateway.domain ? `https://${gateway.domain.name}` : this.apiEndpoint
    this.domainTarget = domain && { name: domain.regionalDomainName, hostedZoneId: domain.regionalHostedZoneId }
    // What no route names is told in our own words. Not OPTIONS: the gateway answers preflights itself, without a token.
    this.addRoutes({ path: '/{proxy+}', methods: servedMethods, integration: integrations.projects })
    new HttpStage(this, 'Stage', {
      httpApi: this,
      ...(domain && { domainMapping: { domainName: domain } }),
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.requestsPerSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields('http'))),
      },
    })
  }

  #domain({ name, certificateArn }: Domain): DomainName {
    const { region } = Stack.of(this)
    if (isKnown(certificateArn) && isKnown(region) && certificateArn.split(':')[3] !== region)
      refuse('The certificate', certificateArn, `is of another region than the API; ask for one in ${region}`)
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn)
    return new DomainName(this, 'Domain', {
      domainName: name,
      certificate,
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    })
  }
}

/** The two halves of an alias record. */
export interface DomainTarget {
  readonly name: string
  readonly hostedZoneId: string
}

const servedMethods = [...new Set(Object.values(routes).map(({ method }) => HttpMethod[method]))]

function preflight(allowedOrigins: readonly string[]): CorsPreflightOptions {
  return {
    allowOrigins: [...allowedOrigins],
    allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.PUT, CorsHttpMethod.POST, CorsHttpMethod.DELETE],
    allowHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match', contractVersionHeader],
    exposeHeaders: ['etag', 'retry-after', 'date', requestIdHeader],
    maxAge: Duration.hours(2),
  }
}
