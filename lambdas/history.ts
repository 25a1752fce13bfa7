import { Logger } from '@aws-lambda-powertools/logger'
import * as v from 'valibot'
import { systemClock } from './clock/clock.ts'
import { HistoryEnvironment } from './gateway/environment.ts'
import { createDynamoClient } from './storage/create-dynamo-client.ts'
import { createHistoryHandler } from './versions/create-history-handler.ts'
import { DynamoHistory } from './versions/dynamo-history.ts'

const { TABLE_PROJECT_VERSIONS, RETENTION } = v.parse(HistoryEnvironment, process.env)

/** The `history` function: the one place that names its concrete classes. */
export const handler = createHistoryHandler({
  history: new DynamoHistory(createDynamoClient(), TABLE_PROJECT_VERSIONS),
  retention: RETENTION,
  clock: systemClock,
  log: new Logger({ serviceName: 'history' }),
})
