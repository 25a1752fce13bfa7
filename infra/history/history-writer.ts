import { Duration } from 'aws-cdk-lib'
import type { Role } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { Construct } from 'constructs'
import { RouteFunction } from '../functions/route-function.ts'
import {
  addRows,
  deleteRows,
  findStreams,
  queryIndex,
  readStream,
  sendMessages,
  streamOf,
} from '../permissions/statements.ts'
import type { Stage } from '../stage/stage.ts'
import type { Tables } from '../storage/tables.ts'
import { DeadLetters } from './dead-letters.ts'

/** Tries of a batch before its records are given up: about what a passing trouble of the store lasts, and no poison longer. */
const retryAttempts = 8

/** Writes each new version of a project into its history, from the stream of the projects table. */
export class HistoryWriter extends Construct {
  readonly handler: NodejsFunction
  readonly role: Role
  readonly deadLetters: DeadLetters

  constructor(scope: Construct, id: string, stage: Stage, { projects, projectVersions }: Tables) {
    super(scope, id)
    const deadLetters = new DeadLetters(this, 'DeadLetters')
    this.deadLetters = deadLetters
    const { handler, role } = new RouteFunction(scope, 'History', {
      stage,
      entry: 'lambdas/history.ts',
      environment: {
        STAGE: stage.name,
        TABLE_PROJECT_VERSIONS: projectVersions.tableName,
        RETENTION: JSON.stringify(stage.retention),
      },
      permissions: [
        ...[readStream(projects), findStreams(), sendMessages(deadLetters)],
        ...[addRows(projectVersions), deleteRows(projectVersions), queryIndex(projectVersions, 'by_made_at')],
      ],
    })
    this.handler = handler
    this.role = role
    const mapping = new EventSourceMapping(this, 'Stream', {
      target: handler,
      eventSourceArn: streamOf(projects),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      // Nobody waits for history; so a project that is written often is thinned once for several versions.
      maxBatchingWindow: Duration.seconds(2),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts,
      onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    })
    // Lambda tries the role when the mapping is made.
    mapping.node.addDependency(role)
  }
}
