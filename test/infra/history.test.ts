import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from './synthesized.ts'

const issuer = { kind: 'issuer', issuer: 'https://issuer.example.com', audience: 'editor' } as const
const stages = [stageNamed('prod'), stageNamed('dev'), stageNamed('local-http'), stageNamed('local-rest', { issuer })]

describe.each(stages)('what follows the projects of stage $name', (stage) => {
  const { stateful, stateless } = synthesized(stage)

  test('[HI2] the projects table, and no other, tells what each row was and is', () => {
    const tables = stateful.findResources('AWS::DynamoDB::GlobalTable')
    const streamed = Object.entries(tables).filter(([, { Properties }]) => Properties.StreamSpecification !== undefined)
    expect(streamed.map(([id, { Properties }]) => [id, Properties.StreamSpecification])).toEqual([
      [expect.stringMatching(/^TablesProjects[0-9A-F]{8}$/), { StreamViewType: 'NEW_AND_OLD_IMAGES' }],
    ])
  })

  test('[HI4] a record that fails is told by itself, tried a bounded number of times, and given up to the queue', () => {
    stateless.resourceCountIs('AWS::Lambda::EventSourceMapping', 1)
    stateless.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: Match.stringLikeRegexp('^HistoryFunction') },
      EventSourceArn: { 'Fn::ImportValue': Match.stringLikeRegexp('TablesProjects[0-9A-F]{8}StreamArn') },
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 8,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] } },
      },
    })
  })

  test('[HI4] the queue is encrypted, keeps for a fortnight, and takes TLS alone', () => {
    stateless.resourceCountIs('AWS::SQS::Queue', 1)
    stateless.hasResourceProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    })
    stateless.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: Match.stringLikeRegexp('DeadLetters') }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            Principal: { AWS: '*' },
          }),
        ],
      },
    })
  })

  test('[HI6] both functions are told how long history lasts', () => {
    for (const name of ['Projects', 'History']) {
      const functions = Object.entries(stateless.findResources('AWS::Lambda::Function'))
      const [, found] = functions.find(([id]) => id.startsWith(`${name}Function`)) ?? []
      expect(JSON.parse(found?.Properties.Environment.Variables.RETENTION)).toEqual(stage.retention)
    }
  })
})
