import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from './synthesized.ts'

const issuer = { kind: 'issuer', issuer: 'https://issuer.example.com', audience: 'editor' } as const
const stages = [stageNamed('prod'), stageNamed('local-http'), stageNamed('local-rest', { issuer })]
const handler = { 'Fn::GetAtt': [Match.stringLikeRegexp('^HousekeepingFunction'), 'Arn'] }

describe.each(stages)('what keeps the accounts of stage $name in order', (stage) => {
  const { stateless } = synthesized(stage)

  test('[HK9] runs every quarter of an hour, has all the time that Lambda gives, and is not tried again before the next', () => {
    stateless.resourceCountIs('AWS::Events::Rule', 1)
    stateless.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(15 minutes)',
      State: 'ENABLED',
      Targets: [Match.objectLike({ Arn: handler, RetryPolicy: { MaximumRetryAttempts: 0 } })],
    })
    stateless.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^HousekeepingFunction') },
      MaximumRetryAttempts: 0,
    })
    stateless.hasResourceProperties('AWS::Lambda::Function', { Timeout: 900, MemorySize: 1024 })
  })

  test('[HK9] is started by its schedule alone, and told how long things are kept', () => {
    const functions = Object.entries(stateless.findResources('AWS::Lambda::Function'))
    const [, found] = functions.find(([id]) => id.startsWith('HousekeepingFunction')) ?? []
    expect(JSON.parse(found?.Properties.Environment.Variables.RETENTION)).toEqual(stage.retention)
    const permissions = Object.values(stateless.findResources('AWS::Lambda::Permission'))
    const mine = permissions.filter(({ Properties }) =>
      JSON.stringify(Properties.FunctionName).includes('Housekeeping'),
    )
    expect(mine.map(({ Properties }) => Properties.Principal)).toEqual(['events.amazonaws.com'])
  })
})
