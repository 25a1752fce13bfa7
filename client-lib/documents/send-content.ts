import { presignSnapshot } from '#contract/calls.ts'
import { sendPart } from '../media/uploads/send-part.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { Clock } from '../runtime/clock.ts'
import type { ApiClient } from '../transport/api-client.ts'
import type { Transport } from '../transport/transport.ts'
import { DocumentNotSent } from './document-not-sent.ts'
import type { LargeDocument } from './document-row.ts'

export interface SendPorts {
  readonly api: ApiClient
  readonly transport: Transport
  readonly clock: Clock
}

/**
 * Sends a large document to the store, at an address of its own.
 * @returns the snapshot that the write is to name
 * @throws ApiFailure | NetworkFailed | UnexpectedReply | NotSignedIn | DocumentNotSent
 */
export async function sendContent(
  { api, transport, clock }: SendPorts,
  projectId: string,
  { sizeBytes, checksum }: LargeDocument,
  pieces: readonly ArrayBuffer[],
  signal: AbortSignal,
): Promise<string> {
  const asked = await api.call(presignSnapshot, { params: { projectId }, body: { sizeBytes, checksum }, signal })
  const { snapshotId, url, headers } = asked.body
  const sent = { url, headers, body: new Blob([...pieces]), signal, onSentBytes: () => undefined }
  const answer = await sendPart(transport, clock, sent)
  switch (answer.kind) {
    case 'part-accepted':
      return snapshotId
    case 'part-refused':
      throw new DocumentNotSent(answer.detail, { isRefused: true })
    case 'part-failed':
      throw new DocumentNotSent(answer.reason, { isRefused: false, retryAfterMs: answer.afterMs })
    case 'part-expired':
      throw new DocumentNotSent('the address was no longer good.', { isRefused: false })
    case 'part-mismatched':
      throw new DocumentNotSent('it arrived damaged.', { isRefused: false })
    default:
      return assertNever(answer)
  }
}
