import { RemovalPolicy } from 'aws-cdk-lib'
import { refuse, refuseUnknown } from '../stage/refuse.ts'
import { defaultRetention, type Gateway, type Stage, unlimited } from '../stage/stage.ts'
import type { CloudSyncProps } from './cloud-sync-props.ts'

/**
 * The stage that these props describe, with the defaults of production.
 *
 * @param name for a sync that has none
 * @throws RangeError when two props exclude each other, or one is of no kind that is known
 */
export function stageOfProps(given: CloudSyncProps, name: string): Stage {
  const props = { ...given }
  refuseUnknown('limit', props.limits, unlimited)
  refuseUnknown('retention', props.retention, defaultRetention)
  return {
    name: props.name ?? name,
    gateway: gatewayOf(props),
    accounts: props.accounts ?? { kind: 'pool', passwordSignIn: false },
    data: dataOf(props.removalPolicy ?? RemovalPolicy.RETAIN),
    mediaOrigins: props.allowedOrigins,
    logDays: props.logDays ?? 90,
    ...watchOf(props),
    throttle: props.throttle ?? { requestsPerSecond: 500, burst: 1000 },
    retention: { ...defaultRetention, ...props.retention },
    limits: { ...unlimited, ...props.limits },
  }
}

function gatewayOf({ gateway = 'http', domain, allowedOrigins }: CloudSyncProps): Gateway {
  if (!Array.isArray(allowedOrigins))
    refuse('allowedOrigins', allowedOrigins, "is no list; write ['https://app.example.com']")
  if (!['http', 'rest'].includes(gateway)) refuse('gateway', gateway, "is none; write 'http' or 'rest'")
  if (gateway === 'http') return { kind: 'http', allowedOrigins, ...(domain === undefined ? {} : { domain }) }
  if (domain !== undefined) {
    refuse(
      'The domain',
      domain.name,
      'is for an HTTP API; leave it out, for the page reaches a REST API through its own origin',
    )
  }
  return { kind: 'rest' }
}

function dataOf(removalPolicy: RemovalPolicy): Stage['data'] {
  if (removalPolicy === RemovalPolicy.RETAIN) return 'kept'
  if (removalPolicy === RemovalPolicy.DESTROY) return 'disposable'
  return refuse(
    'removalPolicy',
    removalPolicy,
    'is not for tables and buckets alike; write RemovalPolicy.RETAIN or RemovalPolicy.DESTROY',
  )
}

function watchOf({ watched = true, alarmTopic }: CloudSyncProps): Pick<Stage, 'watch'> {
  if (typeof alarmTopic === 'string')
    refuse('alarmTopic', alarmTopic, 'is no topic; write Topic.fromTopicArn(this, …) of it')
  if (watched) return { watch: alarmTopic === undefined ? {} : { alarmTopicArn: alarmTopic.topicArn } }
  if (alarmTopic !== undefined)
    refuse('watched', false, 'leaves the alarm topic nothing to tell; leave one of the two out')
  return {}
}
