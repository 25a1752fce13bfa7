import { Match, type Template } from 'aws-cdk-lib/assertions'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type ErrorCode, Problem, payloadOfCode, statusOfCode } from '#contract/errors.ts'
import { routes } from '#contract/routes.ts'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from './synthesized.ts'

const ofContract = Object.values(routes).map(({ method, path, function: name }) => `${method} ${path} → ${name}`)
const rest = stageNamed('local-rest', {
  issuer: {
    kind: 'issuer',
    issuer: 'https://issuer.example.com',
    audience: 'editor',
    jwksUri: 'https://issuer.example.com/keys',
  },
})

test('[IF2] the HTTP API has the routes of the contract, each to its function', () => {
  const { stateless } = synthesized(stageNamed('prod'))
  const integrations = stateless.findResources('AWS::ApiGatewayV2::Integration')
  const deployed = Object.values(stateless.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => {
    const [, id = ''] = /"([^"]+)"\}\]\]\}$/.exec(JSON.stringify(Properties.Target)) ?? []
    return `${Properties.RouteKey} → ${functionIn(integrations[id]?.Properties.IntegrationUri)}`
  })
  const ofTheRest = ['DELETE', 'GET', 'POST', 'PUT'].map((method) => `${method} /{proxy+} → projects`)
  expect(deployed.sort()).toEqual([...ofContract, ...ofTheRest].sort())
})

test('[IF2] the REST API has the routes of the contract, each to its function', () => {
  const { stateless } = synthesized(rest)
  const deployed = Object.values(stateless.findResources('AWS::ApiGateway::Method')).map(({ Properties }) => {
    const path = pathOf(stateless, Properties.ResourceId.Ref)
    return `${Properties.HttpMethod} ${path} → ${functionIn(Properties.Integration.Uri)}`
  })
  expect(deployed.sort()).toEqual([...ofContract].sort())
})

test('[IF2] no route of the HTTP API answers without a verified token', () => {
  const { stateless } = synthesized(stageNamed('prod'))
  stateless.allResourcesProperties('AWS::ApiGatewayV2::Route', {
    AuthorizationType: 'JWT',
    AuthorizerId: Match.anyValue(),
  })
  stateless.hasResourceProperties('AWS::Lambda::Function', environment({ AUTH_MODE: 'gateway' }))
})

test('[AU4] the HTTP API takes the tokens of the issuer that its stage names', () => {
  const issuer = { kind: 'issuer', issuer: 'https://issuer.example.com/', audience: 'editor' } as const
  const { stateful, stateless } = synthesized({ ...stageNamed('prod'), accounts: issuer })
  stateless.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: 'https://issuer.example.com/', Audience: ['editor'] },
  })
  stateful.resourceCountIs('AWS::Cognito::UserPool', 0)
})

test('[SR5] the editor’s dev server may call a dev stage and its bucket, by the address that it prints and as localhost', () => {
  const { stateful, stateless } = synthesized(stageNamed('dev'))
  const AllowedOrigins = ['http://127.0.0.1:5173', 'http://localhost:5173']
  stateless.hasResourceProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: { AllowOrigins: AllowedOrigins } })
  stateful.hasResourceProperties('AWS::S3::Bucket', {
    CorsConfiguration: { CorsRules: [Match.objectLike({ AllowedOrigins })] },
  })
})

test('[IF2] functions behind the REST API verify the tokens of the named issuer', () => {
  const { stateless } = synthesized(rest)
  stateless.resourcePropertiesCountIs(
    'AWS::Lambda::Function',
    environment({
      AUTH_MODE: 'function',
      AUTH_ISSUER: 'https://issuer.example.com',
      AUTH_AUDIENCE: 'editor',
      AUTH_JWKS_URI: 'https://issuer.example.com/keys',
    }),
    new Set(Object.values(routes).map(({ function: name }) => name)).size,
  )
})

test('[AU4] functions behind a REST API are told where a pool’s keys are; behind an HTTP API they need none', () => {
  const { stateless } = synthesized({ ...stageNamed('prod'), gateway: { kind: 'rest' } })
  const keys = { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('^.*/.well-known/jwks.json$')])] }
  stateless.resourcePropertiesCountIs('AWS::Lambda::Function', environment({ AUTH_JWKS_URI: keys }), 2)
  synthesized(stageNamed('prod')).stateless.resourcePropertiesCountIs(
    'AWS::Lambda::Function',
    environment({ AUTH_JWKS_URI: Match.anyValue() }),
    0,
  )
})

test('[OB6] a REST API brings the role by which API Gateway writes its log, whatever becomes of the data', () => {
  for (const name of ['dev', 'prod']) {
    const { stateless } = synthesized({ ...stageNamed(name), gateway: { kind: 'rest' } })
    const [account = ''] = Object.keys(stateless.findResources('AWS::ApiGateway::Account'))
    stateless.hasResourceProperties('AWS::ApiGateway::Account', { CloudWatchRoleArn: Match.anyValue() })
    stateless.hasResource('AWS::ApiGateway::Stage', { DependsOn: Match.arrayWith([account]) })
  }
})

test('[IN7] the REST API’s own answers are problems of the contract, with all that their codes carry', () => {
  const { stateless } = synthesized(rest)
  const answers = Object.values(stateless.findResources('AWS::ApiGateway::GatewayResponse'))
  const codes = answers.map(({ Properties }) => {
    const { ResponseType, StatusCode, ResponseParameters, ResponseTemplates } = Properties
    const whole: object = JSON.parse(ResponseTemplates['application/json'])
    const body = { ...whole, ...v.parse(Problem, whole) }
    const code = v.parse(v.picklist(Object.keys(statusOfCode) as ErrorCode[]), body.code)
    expect([body.status, Number(StatusCode)]).toEqual([statusOfCode[code], statusOfCode[code]])
    expect(body.requestId).toBe('$context.requestId')
    expect(ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'")
    const payload: Partial<Record<ErrorCode, v.GenericSchema>> = payloadOfCode
    v.parse(payload[code] ?? v.unknown(), body)
    const waits = 'retryAfterMs' in body ? `'${Number(body.retryAfterMs) / 1000}'` : undefined
    expect(ResponseParameters['gatewayresponse.header.Retry-After']).toBe(waits)
    return `${ResponseType} ${code}`
  })
  expect(codes.sort()).toEqual([
    'DEFAULT_4XX invalid-request',
    'DEFAULT_5XX internal',
    'INTEGRATION_FAILURE unavailable',
    'INTEGRATION_TIMEOUT unavailable',
    'MISSING_AUTHENTICATION_TOKEN route-not-found',
    'QUOTA_EXCEEDED rate-limited',
    'REQUEST_TOO_LARGE request-too-large',
    'RESOURCE_NOT_FOUND route-not-found',
    'THROTTLED rate-limited',
  ])
})

test.each([
  { name: 'HTTP API', stage: stageNamed('prod'), type: 'AWS::ApiGatewayV2::Stage', setting: 'AccessLogSettings' },
  { name: 'REST API', stage: rest, type: 'AWS::ApiGateway::Stage', setting: 'AccessLogSetting' },
])('[OB6, AU3] the access log of the $name tells each call’s route, and no query, header or token', (profile) => {
  const [deployed] = Object.values(synthesized(profile.stage).stateless.findResources(profile.type))
  const fields: Record<string, string> = JSON.parse(deployed?.Properties[profile.setting].Format)
  const told = Object.values(fields)
  // As API Gateway's Developer Guide lists them; what one does not know it logs as `-`.
  const onlyOf = { 'HTTP API': '$context.routeKey', 'REST API': '$context.resourcePath' }[profile.name]
  expect(fields.route).toBe(onlyOf)
  const onBoth = ['requestId', 'requestTime', 'httpMethod', 'status', 'responseLatency', 'integrationErrorMessage']
  expect(told.sort()).toEqual([...onBoth.map((name) => `$context.${name}`), onlyOf].sort())
  expect(told.join(' ')).not.toMatch(/querystring|header|authorizer|identity|\$context\.path/i)
})

const environment = (Variables: object) => ({ Environment: { Variables: Match.objectLike(Variables) } })

const functionIn = (uri: unknown) => /"(Projects|Media)Function/.exec(JSON.stringify(uri))?.[1]?.toLowerCase()

function pathOf(template: Template, resourceId: string): string {
  const resource = template.findResources('AWS::ApiGateway::Resource')[resourceId]
  if (resource === undefined) return ''
  return `${pathOf(template, resource.Properties.ParentId.Ref ?? '')}/${resource.Properties.PathPart}`
}
