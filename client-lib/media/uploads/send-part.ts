import type { Clock } from '../../runtime/clock.ts'
import { NetworkFailed } from '../../transport/network-failed.ts'
import type { Transport } from '../../transport/transport.ts'
import { classifyPartAnswer, type PartAnswer } from './classify-part-answer.ts'

/** A part that moves no byte for this long, and has none left that a slow line could be moving, is given up. */
const silenceMs = 2 * 60_000
/** The slowest line we wait for, where the transport does not report what it sends. */
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
  const watch = (sentBytes: number) => {
    stop()
    const patienceMs = silenceMs + (part.body.size - sentBytes) / slowestBytesPerMs
    stop = clock.schedule(patienceMs, () => watchdog.abort(new NetworkFailed('timeout')))
  }
  watch(0)
  const onSentBytes = (sentBytes: number) => {
    watch(sentBytes)
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
