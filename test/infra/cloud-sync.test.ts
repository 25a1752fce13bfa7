import { App, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, test } from 'vitest'
import { CloudSync } from '../../infra/cloud-sync/cloud-sync.ts'
import type { CloudSyncProps } from '../../infra/cloud-sync/cloud-sync-props.ts'
import { stageNamed } from '../../infra/stages.ts'
import { granted } from './granted.ts'
import { synthesized } from './synthesized.ts'

const allowedOrigins = ['https://app.example.com']
const certificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012'
const env = { region: 'eu-west-1', account: '111122223333' }

/** A team's app: no flag and no context of ours but that functions are not bundled. */
function teamStack(): { app: App; stack: Stack } {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } })
  return { app, stack: new Stack(app, 'Team', { env }) }
}

function withSync(props: Partial<CloudSyncProps> = {}): { sync: CloudSync; template: Template } {
  const { stack } = teamStack()
  const sync = new CloudSync(stack, 'Sync', { allowedOrigins, ...props })
  return { sync, template: Template.fromStack(stack) }
}

function environmentsIn(template: Template): Record<string, string>[] {
  const functions = Object.values(template.findResources('AWS::Lambda::Function'))
  return functions.map(({ Properties }) => Properties.Environment.Variables)
}

const kinds = (template: Template) => {
  const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type)
  return types.filter((type) => type !== 'AWS::CDK::Metadata').sort()
}

describe('a sync in a stack of a team’s own', () => {
  const ours = synthesized(stageNamed('prod'))
  const { sync, template } = withSync()

  test('[CK1] holds what our own two stacks hold', () => {
    expect(kinds(template)).toEqual([...kinds(ours.stateful), ...kinds(ours.stateless)].sort())
  })

  test.each(['Projects', 'Media', 'History', 'Housekeeping'])(
    '[IF1] gives its function %s what ours holds, and no more',
    (name) => {
      expect(granted(template, `SyncApi${name}`)).toEqual(granted(ours.stateless, name))
    },
  )

  test('[CK1] tells what the app has to know, in its outputs', () => {
    const outputs = Object.keys(template.toJSON().Outputs).map((name) => name.replace(/^Sync(\w+)[0-9A-F]{8}$/, '$1'))
    expect(outputs.sort()).toEqual(['ApiUrl', 'Audience', 'Issuer', 'Region', 'UserPoolClientId', 'UserPoolId'])
    expect(sync.clientConfig.apiUrl).toBe(sync.apiUrl)
    expect(sync.apiUrl).not.toMatch(/\/$/)
  })

  test('[IF3] keeps what users made, unless it is told otherwise', () => {
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'])
      template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    template.allResourcesProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })],
    })
    template.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' })
    const { template: passing } = withSync({ removalPolicy: RemovalPolicy.DESTROY })
    passing.allResources('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Delete' })
    passing.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete' })
    passing.allResourcesProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })],
    })
  })
})

test.each(['http', 'rest'] as const)(
  '[IF4] a team that runs the AWS Solutions rules over its app finds nothing that carries no reason: %s',
  (gateway) => {
    const { app, stack } = teamStack()
    Validations.of(app).addPlugins(new AwsSolutionsChecks())
    new CloudSync(stack, 'Sync', { allowedOrigins, gateway })
    expect(() => app.synth()).not.toThrow()
  },
)

test('[AU4] [CK1] takes the tokens of a pool that is there, and makes none', () => {
  const { template, sync } = withSync({
    accounts: { kind: 'existing-pool', userPoolId: 'us-east-1_abc', userPoolClientId: 'client' },
  })
  template.resourceCountIs('AWS::Cognito::UserPool', 0)
  const issuer = { 'Fn::Join': ['', ['https://cognito-idp.us-east-1.', { Ref: 'AWS::URLSuffix' }, '/us-east-1_abc']] }
  template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    JwtConfiguration: { Issuer: issuer, Audience: ['client'] },
  })
  expect(sync.clientConfig).toMatchObject({
    region: 'eu-west-1',
    userPoolId: 'us-east-1_abc',
    userPoolClientId: 'client',
  })
})

test('[AU4] [CK1] takes the tokens of any issuer', () => {
  const { template } = withSync({ accounts: { kind: 'issuer', issuer: 'https://login.example.com', audience: 'app' } })
  template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    JwtConfiguration: { Issuer: 'https://login.example.com', Audience: ['app'] },
  })
})

test('[CK1] answers by the team’s own name, and says what the alias must point at', () => {
  const { template, sync } = withSync({ domain: { name: 'api.example.com', certificateArn } })
  expect(sync.apiUrl).toBe('https://api.example.com')
  expect(sync.domainTarget).toBeDefined()
  template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
    DomainName: 'api.example.com',
    DomainNameConfigurations: [
      Match.objectLike({ CertificateArn: certificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }),
    ],
  })
  template.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', { Stage: '$default' })
})

test('[CK1] hands origins, throttle, logs, limits and retention on to what they are for', () => {
  const { template } = withSync({
    throttle: { requestsPerSecond: 7, burst: 9 },
    logDays: 30,
    limits: { storedBytes: 1000 },
    retention: { historyDays: 60, unreferencedDays: 60 },
  })
  template.hasResourceProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: { AllowOrigins: allowedOrigins } })
  template.hasResourceProperties('AWS::S3::Bucket', {
    CorsConfiguration: { CorsRules: [Match.objectLike({ AllowedOrigins: allowedOrigins })] },
  })
  template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 },
  })
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 })
  const { LIMITS, RETENTION } = environmentsIn(template)[0] ?? {}
  expect(JSON.parse(LIMITS ?? '')).toEqual({
    storedBytes: 1000,
    fileBytes: 'none',
    projects: 'none',
    openUploads: 'none',
  })
  expect(JSON.parse(RETENTION ?? '')).toEqual({
    tombstoneDays: 30,
    historyDays: 60,
    unreferencedDays: 60,
    idleUploadDays: 14,
  })
})

test('[OB3] tells the team’s topic, also one that the same app makes; unwatched it has neither alarm nor dashboard', () => {
  const { stack } = teamStack()
  const alarmTopic = new Topic(stack, 'OnCall')
  const { watch } = new CloudSync(stack, 'Sync', { allowedOrigins, alarmTopic })
  expect(watch?.alarms.length).toBeGreaterThan(0)
  const OnCall = { Ref: Match.stringLikeRegexp('^OnCall') }
  Template.fromStack(stack).allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [OnCall] })
  const { template, sync } = withSync({ watched: false })
  expect(sync.watch).toBeUndefined()
  template.resourceCountIs('AWS::CloudWatch::Alarm', 0)
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 0)
})

test('[OB3] two syncs of one stack count apart', () => {
  const { stack } = teamStack()
  for (const id of ['One', 'Two']) new CloudSync(stack, id, { allowedOrigins })
  expect(new Set(environmentsIn(Template.fromStack(stack)).map(({ STAGE }) => STAGE)).size).toBe(2)
})
