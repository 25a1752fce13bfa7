import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { FunctionName } from '#contract/route.ts'
import { windowOfSum } from './windows.ts'

/** As the functions publish them. */
const namespace = 'Reelsync'

type Service = FunctionName | 'housekeeping'

/** Of which function each count comes; `lambdas/metrics` names the counts, and a test that both agree. */
export const countedBy = {
  Conflicts: ['projects'],
  Replays: ['projects'],
  UploadBytesPresigned: ['media'],
  DownloadBytesPresigned: ['media'],
  BytesCopied: ['media'],
  PartsResumed: ['media'],
  ColdStarts: ['projects', 'media'],
  Refusals: ['projects', 'media'],
  BytesCollected: ['housekeeping'],
  AssetsCollected: ['housekeeping'],
  ProjectsPurged: ['housekeeping'],
  UploadsFinished: ['housekeeping'],
  UploadsEnded: ['housekeeping'],
  UsageCorrected: ['housekeeping'],
  AccountsSwept: ['housekeeping'],
  AccountsFailed: ['housekeeping'],
} as const satisfies Record<string, readonly Service[]>

/** One count of the functions, a line for each that counts it. */
export function countOf(stage: string, metricName: keyof typeof countedBy): Metric[] {
  const services: readonly Service[] = countedBy[metricName]
  return services.map((service) => {
    const label = services.length === 1 ? metricName : `${metricName}, ${service}`
    return metricOf(stage, service, metricName, label)
  })
}

/** Accounts of which housekeeping left something undone. */
export function accountsFailedIn(stage: string): Metric {
  return metricOf(stage, 'housekeeping', 'AccountsFailed')
}

function metricOf(stage: string, service: Service, metricName: keyof typeof countedBy, label: string = metricName) {
  return new Metric({ namespace, metricName, dimensionsMap: { stage, service }, label, ...windowOfSum })
}

/** A line for each code that was answered, whichever there are. */
export function refusalsByCode(stage: string): MathExpression {
  const search = `{${namespace},code,service,stage} MetricName="Refusals" stage="${stage}"`
  const { period, statistic } = windowOfSum
  return new MathExpression({
    expression: `SEARCH('${search}', '${statistic}', ${period.toSeconds()})`,
    label: '',
    period,
  })
}
