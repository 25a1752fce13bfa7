import { Duration } from 'aws-cdk-lib'
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { GatewayMetrics } from './gateway-metrics.ts'
import { windowOfSum } from './windows.ts'

const failedPercent = 2
/** A third of what the gateway waits: clients are still answered, and already notice. */
const slow = Duration.seconds(10)

/** By the name that their alarms have. */
export type WatchedFunctions = Readonly<Record<string, IFunction>>

export interface AlarmsProps {
  readonly api: GatewayMetrics
  readonly functions: WatchedFunctions
  /** That nobody waits for: they may take their time. */
  readonly unhurried: WatchedFunctions
  /** Accounts of which housekeeping left something undone. */
  readonly accountsFailed: IMetric
  readonly deadLetters: Queue
  /** Told when an alarm goes off, and when it is over. */
  readonly action: IAlarmAction | undefined
}

/** What somebody has to look at: answers of 5xx, functions that fail, are throttled or slow, and what was given up. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[]

  constructor(scope: Construct, id: string, { api, functions, unhurried, ...props }: AlarmsProps) {
    super(scope, id)
    const { accountsFailed, deadLetters, action } = props
    const ofAll = Object.entries({ ...functions, ...unhurried }).flatMap(([name, handler]) => [
      this.#alarm(`${name}-errors`, `The function ${name} ended without an answer.`, {
        metric: handler.metricErrors(windowOfSum),
        threshold: 0,
      }),
      this.#alarm(`${name}-throttles`, `The account's concurrency did not suffice for the function ${name}.`, {
        metric: handler.metricThrottles(windowOfSum),
        threshold: 0,
      }),
    ])
    const ofFunctions = Object.entries(functions).map(([name, handler]) =>
      this.#alarm(`${name}-slow`, `One in a hundred calls of the function ${name} took over ${slow.toSeconds()} s.`, {
        metric: handler.metricDuration({ ...windowOfSum, statistic: 'p99' }),
        threshold: slow.toMilliseconds(),
        ...lasting,
      }),
    )
    const undone = this.#alarm(
      'housekeeping-undone',
      'Housekeeping left something of an account undone; its log says what.',
      {
        metric: accountsFailed,
        threshold: 0,
      },
    )
    this.all = [this.#failures(api), ...ofAll, ...ofFunctions, undone, this.#givenUp(deadLetters)]
    if (action === undefined) return
    for (const alarm of this.all) {
      alarm.addAlarmAction(action)
      alarm.addOkAction(action)
    }
  }

  #failures({ failed, requests }: GatewayMetrics): Alarm {
    const rate = { expression: '100 * failed / requests', usingMetrics: { failed, requests } }
    return this.#alarm('api-failures', `Over ${failedPercent} % of requests were answered 5xx.`, {
      metric: new MathExpression({ ...rate, label: '5xx, % of requests', period: windowOfSum.period }),
      threshold: failedPercent,
      ...lasting,
    })
  }

  #givenUp(deadLetters: Queue): Alarm {
    return this.#alarm(
      'dead-letters',
      'Versions could not be written into the history; their records are named here.',
      {
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({
          period: windowOfSum.period,
          statistic: 'Maximum',
        }),
        threshold: 0,
      },
    )
  }

  #alarm(id: string, alarmDescription: string, props: Pick<AlarmProps, 'metric' | 'threshold'> & Partial<AlarmProps>) {
    return new Alarm(this, id, {
      alarmDescription,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // No requests are no trouble.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    })
  }
}

/** One bad window is a hiccup. */
const lasting = { evaluationPeriods: 3, datapointsToAlarm: 2 }
