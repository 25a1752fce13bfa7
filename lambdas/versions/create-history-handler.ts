import * as v from 'valibot'
import { redact } from '../gateway/redact.ts'
import type { RequestLog } from '../gateway/request-log.ts'
import { readStreamEvent } from './dynamo-stream-event.ts'
import { type FailedRecord, type WriteHistoryPorts, writeHistory } from './write-history.ts'

/** Names the records to be told again; the others are done. */
export interface BatchReply {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

/** The handler of the `history` function: one batch of the projects table's stream. */
export function createHistoryHandler(
  ports: WriteHistoryPorts & { readonly log: RequestLog },
): (event: unknown) => Promise<BatchReply> {
  return async (event) => {
    const failed = await writeHistory(ports, readStreamEvent(event))
    for (const record of failed) ports.log.error('record failed', fieldsOf(record))
    return { batchItemFailures: failed.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })) }
  }
}

function fieldsOf({ sequenceNumber, cause }: FailedRecord) {
  // Of a row that does not parse, only where: its values are users' work, and the message holds them.
  if (v.isValiError(cause))
    return { sequenceNumber, cause: cause.name, paths: cause.issues.map((i) => v.getDotPath(i)) }
  if (!(cause instanceof Error)) return { sequenceNumber, cause: typeof cause }
  return { sequenceNumber, cause: cause.name, stack: redact(cause.stack ?? cause.message) }
}
