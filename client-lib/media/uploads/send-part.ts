import type { Clock } from '../../runtime/clock.ts'
import { NetworkFailed } from '../../transport/network-failed.ts'
import type { Transport } from '../../transport/transport.ts'
import { classifyPartAnswer, type PartAnswer } from './classify-part-answer.ts'

/** A part of which nothing moves for this long is given up: no byte on its way, and no answer after the last. */
const silenceMs = 2 * 60_000
/** The slowest line we wait for, where the transport does not tell what it sends: one that does says so at once. */
const slowestBytesPerMs = 16

export interface PartToSend {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Blob
  readonly signal: AbortSignal
  readonly onSentBytes: (sentBytes: number) => void
}

/** Sends one part by PUT with exactly the signed headers. Never throws: also no answer is an answer. */
export async function sendPart(transport: Transport, clock: Clock, part: PartToSend): Promise<PartAnswer> {
  const watchdog = new AbortController()
  let stop = () => {}
  const watch = (patienceMs: number) => {
    stop()
    stop = clock.schedule(patienceMs, () => watchdog.abort(new NetworkFailed('timeout')))
  }
  watch(silenceMs + part.body.size / slowestBytesPerMs)
  const onSentBytes = (sentBytes: number) => {
    watch(silenceMs)
    part.onSentBytes(sentBytes)
  }
  try {
    const signal = AbortSignal.any([part.signal, watchdog.signal])
    const { url, headers, body } = part
    const reply = await transport.send({ method: 'PUT', url, headers, body, signal, onSentBytes })
    const text = reply.status < 300 ? '' : await reply.text()
    return classifyPartAnswer({ status: reply.status, headers: reply.headers, text }, clock.nowMs())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'part-failed', reason, afterMs: undefined }
  } finally {
    stop()
  }
}
