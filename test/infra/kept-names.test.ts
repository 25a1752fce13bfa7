import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { CloudSync } from '../../infra/cloud-sync/cloud-sync.ts'
import type { Stage } from '../../infra/stage/stage.ts'
import { stageNamed } from '../../infra/stages.ts'
import keptNames from './kept-names.json' with { type: 'json' }
import { synthesized } from './synthesized.ts'

/** What CloudFormation makes anew, or refuses, when it changes. Source: its Template Reference, "Update requires". */
const fixed: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::GlobalTable': ['TableName', 'KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::Cognito::UserPool': ['UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration', 'Schema'],
  'AWS::Cognito::UserPoolClient': ['UserPoolId', 'ClientName', 'GenerateSecret'],
}

/** A line for each of what holds users' work, with all that makes it another. */
function keptIn(template: Template): string[] {
  return Object.entries(fixed).flatMap(([type, properties]) =>
    Object.entries(template.findResources(type)).map(([id, { Properties = {} }]) => {
      const told = properties.filter((name) => name in Properties).map((name) => `${name}=${terse(Properties[name])}`)
      return [id, type, ...told].join(' ')
    }),
  )
}

const terse = (value: unknown) => JSON.stringify(value).replaceAll('"', '')

function typesIn(template: Template): Readonly<Record<string, string>> {
  const resources: Record<string, { Type: string }> = template.toJSON().Resources
  return Object.fromEntries(Object.entries(resources).map(([id, { Type }]) => [id, Type]))
}

const exportsOf = (template: Template) =>
  Object.values(template.toJSON().Outputs as Record<string, { Export: { Name: string } }>).map((one) => one.Export.Name)

const importsOf = (template: Template) =>
  [...JSON.stringify(template.toJSON()).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name ?? '')

const prod = stageNamed('prod')
const deployed = synthesized(prod)

describe('what holds users’ work', () => {
  test('[IF8] has the names, keys and indexes in our stacks that it was first deployed with', () => {
    expect(keptIn(deployed.stateful)).toEqual(keptNames.ours)
  })

  test('[IF8] has them in a team’s stack too', () => {
    const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Editor')
    new CloudSync(stack, 'Sync', { allowedOrigins: ['https://app.example.com'] })
    expect(keptIn(Template.fromStack(stack))).toEqual(keptNames.cloudSync)
  })
})

describe.each<[string, Partial<Stage>]>([
  ['goes behind a REST API', { gateway: { kind: 'rest' } }],
  [
    'changes all that it may without a thought',
    {
      gateway: { kind: 'http', allowedOrigins: ['https://other.example.com'] },
      mediaOrigins: ['https://other.example.com'],
      watch: { alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:on-call' },
      limits: { storedBytes: 1, fileBytes: 1, projects: 1, openUploads: 1 },
      retention: { tombstoneDays: 1, historyDays: 1, unreferencedDays: 2, idleUploadDays: 1 },
      ...{ logDays: 7, throttle: { requestsPerSecond: 1, burst: 1 } },
    },
  ],
  ['becomes disposable', { data: 'disposable' }],
  ['lets passwords travel', { accounts: { kind: 'pool', passwordSignIn: true } }],
])('a deployed stage that %s', (_what, change) => {
  const changed = synthesized({ ...prod, ...change })

  test('[IF8] leaves what holds users’ work as it is', () => {
    expect(keptIn(changed.stateful)).toEqual(keptIn(deployed.stateful))
  })

  test('[IF9] asks CloudFormation for no other type under a name that is there', () => {
    expect(typesIn(changed.stateful)).toMatchObject(sharedOf(deployed.stateful, changed.stateful))
    expect(typesIn(changed.stateless)).toMatchObject(sharedOf(deployed.stateless, changed.stateless))
  })

  test('[IF9] goes on to export what its deployed functions import, so that both stacks are deployed at once', () => {
    expect(exportsOf(changed.stateful)).toEqual(expect.arrayContaining(importsOf(deployed.stateless)))
  })
})

test.each<Stage['accounts']>([
  { kind: 'issuer', issuer: 'https://issuer.example.com', audience: 'editor' },
  { kind: 'existing-pool', userPoolId: 'eu-west-1_abc', userPoolClientId: 'client' },
])(
  '[IF9] a stage that gives up its pool for $kind can have its functions deployed first, which imports them no more',
  (accounts) => {
    const { stateless } = synthesized({ ...prod, accounts })
    const imported = importsOf(stateless)
    expect(exportsOf(deployed.stateful)).toEqual(expect.arrayContaining(imported))
    expect(imported.filter((name) => name.includes('AccountsPool'))).toEqual([])
  },
)

/** Types of the first, of the names that both have. */
function sharedOf(first: Template, second: Template): Readonly<Record<string, string>> {
  const others = typesIn(second)
  return Object.fromEntries(Object.entries(typesIn(first)).filter(([id]) => id in others))
}
