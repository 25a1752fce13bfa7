import { Match, type Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { countedBy } from '../../infra/observability/request-metrics.ts'
import { stageNamed } from '../../infra/stages.ts'
import { countUnits } from '../../lambdas/metrics/count-units.ts'
import { synthesized } from './synthesized.ts'

const alarmTopicArn = 'arn:aws:sns:eu-central-1:111122223333:on-call'
const issuer = { kind: 'issuer', issuer: 'https://issuer.example.com', audience: 'editor' } as const
const localRest = stageNamed('local-rest', { issuer })
const watched = { ...stageNamed('prod'), watch: { alarmTopicArn } }
const profiles = [
  { name: 'HTTP API', stage: watched, failed: '5xx' },
  { name: 'REST API', stage: { ...localRest, watch: { alarmTopicArn } }, failed: '5XXError' },
]

describe.each(profiles)('a watched stage behind a $name', ({ stage, failed }) => {
  const { stateless } = synthesized(stage)

  test('[OB3] alarms when more than two in a hundred answers are 5xx', () => {
    stateless.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 2,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: '100 * failed / requests' }),
        Match.objectLike({ Id: 'failed', MetricStat: Match.objectLike({ Metric: ofApi(failed) }) }),
        Match.objectLike({ Id: 'requests', MetricStat: Match.objectLike({ Metric: ofApi('Count') }) }),
      ]),
    })
  })

  test('[OB3] alarms when a function fails, is throttled or is slow', () => {
    for (const name of ['Projects', 'Media', 'History']) {
      const Dimensions = [{ Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp(`^${name}Function`) } }]
      const ofFunction = { Namespace: 'AWS/Lambda', Dimensions }
      for (const MetricName of ['Errors', 'Throttles']) {
        const any = { MetricName, Statistic: 'Sum', Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' }
        stateless.hasResourceProperties('AWS::CloudWatch::Alarm', { ...ofFunction, ...any })
      }
      const slow = { MetricName: 'Duration', ExtendedStatistic: 'p99', Threshold: 10_000 }
      stateless.hasResourceProperties('AWS::CloudWatch::Alarm', { ...ofFunction, ...slow })
    }
    stateless.resourceCountIs('AWS::CloudWatch::Alarm', 14)
  })

  test('[OB3] alarms when housekeeping fails or leaves something undone, however long it takes', () => {
    const Dimensions = [{ Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp('^HousekeepingFunction') } }]
    const any = { Statistic: 'Sum', Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' }
    for (const MetricName of ['Errors', 'Throttles']) {
      const ofFunction = { Namespace: 'AWS/Lambda', MetricName, Dimensions }
      stateless.hasResourceProperties('AWS::CloudWatch::Alarm', { ...ofFunction, ...any })
    }
    const ofStage = [
      { Name: 'service', Value: 'housekeeping' },
      { Name: 'stage', Value: stage.name },
    ]
    const Metric = { Namespace: 'Reelsync', MetricName: 'AccountsFailed', Dimensions: ofStage }
    stateless.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: [Match.objectLike({ MetricStat: Match.objectLike({ Metric, Stat: 'Sum' }) })],
      Threshold: 0,
    })
    const timed = stateless.findResources('AWS::CloudWatch::Alarm', {
      Properties: { MetricName: 'Duration', Dimensions },
    })
    expect(timed).toEqual({})
  })

  test('[HI4] alarms as soon as one record was given up', () => {
    stateless.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Maximum',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'QueueName', Value: Match.anyValue() }],
    })
  })

  test('[OB3] tells its topic when an alarm goes off and when it is over, and takes silence for peace', () => {
    stateless.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [alarmTopicArn],
      OKActions: [alarmTopicArn],
      TreatMissingData: 'notBreaching',
    })
  })

  test('[OB4] its dashboard shows the API, and every count that the functions publish', () => {
    const body = dashboardOf(stateless)
    for (const metric of ['Count', failed, 'Latency', 'Errors', 'Throttles', ...Object.keys(countUnits)]) {
      expect(body).toContain(`\\"${metric}\\"`)
    }
    expect(body).toContain(`stage=\\\\\\"${stage.name}\\\\\\"`)
  })
})

test('[OB3] the REST APIs of two stages count apart', () => {
  const nameOf = (name: string) => {
    const { stateless } = synthesized({ ...localRest, name, watch: {} })
    return Object.values(stateless.findResources('AWS::ApiGateway::RestApi')).map(({ Properties }) => Properties.Name)
  }
  expect(nameOf('one')).not.toEqual(nameOf('two'))
})

test('[OB3] a stage that names no topic alarms all the same, and tells nobody', () => {
  const { stateless } = synthesized(stageNamed('dev'))
  stateless.resourceCountIs('AWS::CloudWatch::Alarm', 14)
  stateless.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: Match.absent() })
})

test('[OB5] a stage of a local cloud has neither alarm nor dashboard', () => {
  for (const stage of [stageNamed('local-http'), localRest]) {
    const { stateless } = synthesized(stage)
    stateless.resourceCountIs('AWS::CloudWatch::Alarm', 0)
    stateless.resourceCountIs('AWS::CloudWatch::Dashboard', 0)
  }
})

test('[OB4] the dashboard names the counts as the functions do', () => {
  expect(Object.keys(countedBy).sort()).toEqual(Object.keys(countUnits).sort())
})

const ofApi = (MetricName: string) => Match.objectLike({ Namespace: 'AWS/ApiGateway', MetricName })

function dashboardOf(template: Template): string {
  const [dashboard, ...more] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'))
  expect(more).toEqual([])
  return JSON.stringify(dashboard?.Properties.DashboardBody)
}
