import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { Construct } from 'constructs'
import { dataEnvironment } from '../functions/function-environment.ts'
import { RouteFunction } from '../functions/route-function.ts'
import type { Stage } from '../stage/stage.ts'
import type { SyncData } from '../sync-data.ts'
import { housekeepingPermissions } from './housekeeping-permissions.ts'
import { longestRunMinutes, startedEveryMinutes } from './schedule.ts'

/**
 * Takes away what nobody refers to any more. A run goes on where the last one came to, and begins a new pass once a
 * day; it leases its place, so that no two work at once, whatever starts them.
 */
export class Housekeeper extends Construct {
  readonly handler: NodejsFunction

  constructor(scope: Construct, id: string, stage: Stage, { tables, bucket }: Pick<SyncData, 'tables' | 'bucket'>) {
    super(scope, id)
    const { handler } = new RouteFunction(scope, 'Housekeeping', {
      stage,
      entry: 'lambdas/housekeeping.ts',
      environment: dataEnvironment(stage, { tables, bucket }),
      permissions: housekeepingPermissions({ tables, bucket }),
      timeout: Duration.minutes(longestRunMinutes),
    })
    this.handler = handler
    // The next run is soon enough to try again.
    handler.configureAsyncInvoke({ retryAttempts: 0 })
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(startedEveryMinutes)),
      targets: [new LambdaFunction(handler, { retryAttempts: 0 })],
    })
  }
}
