import { causeFields } from '../errors/cause-fields.ts'
import type { RequestLog } from '../gateway/request-log.ts'
import { readStreamEvent } from './dynamo-stream-event.ts'
import { type WriteHistoryPorts, writeHistory } from './write-history.ts'

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
    for (const record of failed) {
      const { sequenceNumber, cause } = record
      ports.log.error('record failed', { sequenceNumber, ...causeFields(cause) })
    }
    return { batchItemFailures: failed.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })) }
  }
}
