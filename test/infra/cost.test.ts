import { expect, test } from 'vitest'
import { metricsInAlarms } from '../../bench/cost/prices.ts'
import { functionGb } from '../../bench/cost/request-work.ts'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from './synthesized.ts'

test('[CO3] the functions behind the API are priced with the memory and the processor that they have', () => {
  const { stateless } = synthesized(stageNamed('prod'))
  stateless.hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: functionGb * 1024,
    Architectures: ['arm64'],
    Handler: 'index.handler',
  })
  expect(functionGb).toBeGreaterThan(0)
})

test('[CO3] the alarms of a watched stage are priced by every metric that they rest on', () => {
  const alarms = synthesized(stageNamed('prod')).stateless.findResources('AWS::CloudWatch::Alarm')
  const restsOn = Object.values(alarms).flatMap(({ Properties: { Metrics = [{ MetricStat: {} }] } }) =>
    Metrics.filter((metric: object) => 'MetricStat' in metric),
  )
  expect(restsOn).toHaveLength(metricsInAlarms)
})
