import type { Clock } from '../../runtime/clock.ts'
import type { Transport } from '../../transport/transport.ts'
import { watchSilence } from '../watch-silence.ts'
import { classifyPartAnswer, type PartAnswer } from './classify-part-answer.ts'

export interface PartToSend {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Blob
  readonly signal: AbortSignal
  readonly onSentBytes: (sentBytes: number) => void
}

/** Sends one part by PUT with exactly the signed headers. Never throws: also no answer is an answer. */
export async function sendPart(transport: Transport, clock: Clock, part: PartToSend): Promise<PartAnswer> {
  const { signal, moved, stop } = watchSilence(clock, part.body.size, part.signal)
  const onSentBytes = (sentBytes: number) => {
    moved()
    part.onSentBytes(sentBytes)
  }
  try {
    const { url, headers, body } = part
    const reply = await transport.send({ method: 'PUT', url, headers, body, signal, onSentBytes })
    const text = reply.status < 300 ? '' : await reply.text()
    return classifyPartAnswer({ status: reply.status, headers: reply.headers, text }, clock.nowMs())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'part-failed', reason, afterMs: undefined, isUnanswered: true }
  } finally {
    stop()
  }
}
