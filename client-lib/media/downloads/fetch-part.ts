import { backoffMs } from '../../retry/backoff.ts'
import { classifyFailure } from '../../retry/classify-failure.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Random } from '../../runtime/random.ts'
import type { Transport } from '../../transport/transport.ts'
import { classifyPartAnswer } from '../uploads/classify-part-answer.ts'
import { watchSilence } from '../watch-silence.ts'
import { DownloadRefused } from './download-refused.ts'
import type { Offer } from './offer.ts'
import type { Waits } from './waits.ts'

export interface PartToFetch {
  readonly start: number
  readonly end: number
  /** A file of one part is asked for whole: an empty one has no range. */
  readonly whole: boolean
}

export interface FetchPorts {
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly waits: Waits
  readonly offer: Offer
}

const refusalsInARow = 2
/** A line may cut several. */
const wrongLengthsInARow = 5
const wrongLength = 'The store, or a proxy, answers with another length than the file has.'
const noRanges = 'The store, or a proxy, ignores Range.'

/**
 * One part's bytes, unverified. What may pass is waited out for as long as `signal` lets it: a download that was
 * cut, or hangs, goes on with the part that is missing.
 * @throws DownloadRefused | the signal's reason
 */
export async function fetchPart(ports: FetchPorts, part: PartToFetch, signal: AbortSignal): Promise<ArrayBuffer> {
  let failures = 0
  let refusals = 0
  let wrongLengths = 0
  let refused: string | undefined
  for (;;) {
    signal.throwIfAborted()
    const answer = await tryOnce(ports, part, refused, signal)
    switch (answer.kind) {
      case 'bytes':
        if (failures > 0) ports.waits.recovered()
        return answer.bytes
      case 'part-refused':
      case 'part-expired':
        refusals += 1
        refused = answer.url
        if (refusals > refusalsInARow) throw new DownloadRefused(answer.status, answer.detail)
        break
      default:
        wrongLengths = answer.status === undefined ? 0 : wrongLengths + 1
        if (answer.status && wrongLengths > wrongLengthsInARow) throw new DownloadRefused(answer.status, wrongLength)
        await ports.waits.pause(
          backoffMs({ failures, afterMs: answer.afterMs, fraction: ports.random.fraction() }),
          signal,
        )
        failures += 1
        // An address that was asked for before an outage may have expired over it, each time anew.
        refusals = 0
    }
  }
}

type Try =
  | { readonly kind: 'bytes'; readonly bytes: ArrayBuffer }
  | {
      readonly kind: 'part-refused' | 'part-expired'
      readonly url: string
      readonly status: number
      readonly detail: string
    }
  /** `status`: of an answer of another length. */
  | { readonly kind: 'part-failed'; readonly afterMs: number | undefined; readonly status?: number }

async function tryOnce(
  ports: FetchPorts,
  part: PartToFetch,
  refused: string | undefined,
  given: AbortSignal,
): Promise<Try> {
  const offered = await offerOrWait(ports, refused)
  if (offered.kind === 'part-failed') return offered
  const { url } = offered
  const headers: Record<string, string> = part.whole ? {} : { range: `bytes=${part.start}-${part.end - 1}` }
  // Whoever hangs here holds the bytes' lock, and every tab that wants them.
  const { signal, moved, stop } = watchSilence(ports.clock, part.end - part.start, given)
  try {
    const reply = await ports.transport.send({ method: 'GET', url, headers, signal, onReceivedBytes: moved })
    if (reply.status >= 300) return refusalOf(url, reply.status, reply.headers, await reply.text(), ports.clock.nowMs())
    // None of it is read, which may be larger than any memory.
    if (!part.whole && reply.status !== 206)
      return { kind: 'part-refused', url, status: reply.status, detail: noRanges }
    const bytes = await (await reply.blob()).arrayBuffer()
    // A body that was cut short is not this part.
    return bytes.byteLength === part.end - part.start
      ? { kind: 'bytes', bytes }
      : { kind: 'part-failed', afterMs: undefined, status: reply.status }
  } catch {
    return { kind: 'part-failed', afterMs: undefined }
  } finally {
    stop()
  }
}

/** @throws what the API said, where asking again would not change it */
async function offerOrWait({ offer }: FetchPorts, refused: string | undefined) {
  try {
    return { kind: 'offered', url: await offer.url(refused) } as const
  } catch (error) {
    const verdict = classifyFailure(error)
    if (verdict.kind !== 'retry') throw error
    return { kind: 'part-failed', afterMs: verdict.afterMs } as const
  }
}

function refusalOf(
  url: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
  nowMs: number,
): Try {
  const answer = classifyPartAnswer({ status, headers, text }, nowMs)
  if (answer.kind === 'part-expired') return { kind: answer.kind, url, status, detail: 'The address expired.' }
  if (answer.kind === 'part-refused') return { kind: answer.kind, url, status, detail: answer.detail }
  return { kind: 'part-failed', afterMs: answer.kind === 'part-failed' ? answer.afterMs : undefined }
}
