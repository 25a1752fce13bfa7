import { FilePermissionNeeded } from '../../media-store/in-place/file-permission-needed.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { Clock } from '../../runtime/clock.ts'
import { inTime } from '../../transport/in-time.ts'
import type { Transport } from '../../transport/transport.ts'
import type { PartAnswer } from './classify-part-answer.ts'
import { sendPart } from './send-part.ts'
import { StoredBytes } from './stored-bytes.ts'
import type { EffectOf } from './upload-effect.ts'
import type { UploadEvent } from './upload-event.ts'
import type { UploadFile } from './upload-file.ts'
import { partBytes } from './upload-session.ts'

type SendPart = EffectOf<'send-part'>
type ReadPart = Extract<PartAnswer, { kind: 'part-failed' }>
type BytesMissing = Extract<UploadEvent, { kind: 'bytes-missing' }>

/** A device that does not give a part's bytes by then is asked anew. */
const readPatienceMs = 30_000
const bytesMissing: BytesMissing = { kind: 'bytes-missing', code: 'local-bytes-missing' }

/** One part that was on the line, and what came of it. */
export interface PartOnTheLine {
  readonly sizeBytes: number
  readonly begunAtMs: number
}

export interface SenderPorts {
  readonly mediaStore: MediaStore
  readonly transport: Transport
  readonly clock: Clock
}

export interface SenderHooks {
  /** So many more bytes were handed to the network. */
  onSent(bytes: number): void
  onBegun(sizeBytes: number): void
  /** The line has taken a part, or has not. The part still counts as one on the wire. */
  onLine(outcome: 'accepted' | 'failed', part: PartOnTheLine): void
}

/** The parts of one file that are on the wire. */
export class PartSender {
  readonly #file: UploadFile
  readonly #ports: SenderPorts
  readonly #hooks: SenderHooks
  readonly #bytes: StoredBytes
  /** Bytes handed to the network of each part on the wire. */
  readonly #sentBytes = new Map<number, number>()
  #idleSinceMs: number
  #parts = new AbortController()

  constructor(mediaKey: string, file: UploadFile, ports: SenderPorts, hooks: SenderHooks) {
    this.#file = file
    this.#ports = ports
    this.#hooks = hooks
    this.#bytes = new StoredBytes(ports.mediaStore, mediaKey, file)
    this.#idleSinceMs = ports.clock.nowMs()
  }

  get count(): number {
    return this.#sentBytes.size
  }

  /** Of which all is handed to the network. */
  get handedOver(): number {
    return [...this.#sentBytes].filter(([part, bytes]) => bytes >= partBytes(this.#file, part)).length
  }

  /** Handed to the network and not yet answered, but for parts that the store has listed meanwhile. */
  sentBytes(listed: ReadonlySet<number> | undefined): number {
    return [...this.#sentBytes].reduce((sum, [part, bytes]) => (listed?.has(part) ? sum : sum + bytes), 0)
  }

  /** For how long nothing was on the wire. */
  waitingMs(nowMs: number): number {
    return this.count > 0 ? 0 : nowMs - this.#idleSinceMs
  }

  /** What the store answers, or why the device gives no bytes; `'cancelled'` where the part was given up meanwhile. Never throws. */
  async send(effect: SendPart): Promise<PartAnswer | 'cancelled' | BytesMissing> {
    const { signal } = this.#parts
    const part = { sizeBytes: partBytes(this.#file, effect.partNumber), begunAtMs: this.#ports.clock.nowMs() }
    this.#sentBytes.set(effect.partNumber, 0)
    this.#hooks.onBegun(part.sizeBytes)
    const body = await this.#read(signal, async () => (await this.#bytes.part(effect.partNumber)) ?? bytesMissing)
    const answer = body instanceof Blob ? await this.#put(effect, body, signal) : body
    if (signal.aborted) return 'cancelled'
    const tellsOfTheLine = body instanceof Blob && (answer.kind === 'part-accepted' || answer.kind === 'part-failed')
    // Where the transport does not count, an answer tells that all was sent.
    if (answer.kind === 'part-accepted') this.#noteSent(effect.partNumber, part.sizeBytes)
    if (tellsOfTheLine) this.#hooks.onLine(answer.kind === 'part-accepted' ? 'accepted' : 'failed', part)
    this.#sentBytes.delete(effect.partNumber)
    this.#idleSinceMs = this.#ports.clock.nowMs()
    return answer
  }

  /** Reads a part anew, and tells whether it still is what was added. Never throws. */
  async check(
    partNumber: number,
  ): Promise<{ readonly kind: 'part-checked'; readonly intact: boolean } | ReadPart | BytesMissing> {
    const isIntact = async () => (await this.#bytes.isIntact(partNumber)) ?? bytesMissing
    const intact = await this.#read(this.#parts.signal, isIntact)
    return typeof intact === 'boolean' ? { kind: 'part-checked', intact } : intact
  }

  /** Nothing on the wire counts any more. */
  cancel(): void {
    this.#parts.abort(new DOMException('The part was given up.', 'AbortError'))
    this.#parts = new AbortController()
    this.#sentBytes.clear()
  }

  async #put({ partNumber, url, headers }: SendPart, body: Blob, signal: AbortSignal): Promise<PartAnswer> {
    const onSentBytes = (sentBytes: number) => {
      if (!signal.aborted) this.#noteSent(partNumber, sentBytes)
    }
    const { transport, clock } = this.#ports
    const answer = await sendPart(transport, clock, { url, headers, body, signal, onSentBytes })
    if (answer.kind === 'part-failed') this.#bytes.reopen()
    return answer
  }

  #noteSent(partNumber: number, sentBytes: number): void {
    const before = this.#sentBytes.get(partNumber) ?? 0
    this.#sentBytes.set(partNumber, sentBytes)
    if (sentBytes > before) this.#hooks.onSent(sentBytes - before)
  }

  /** The device may fail to give the bytes, or not answer; whether it has them shows the next try. */
  async #read<T>(signal: AbortSignal, read: () => Promise<T>): Promise<T | ReadPart | BytesMissing> {
    try {
      return await inTime({ signal, clock: this.#ports.clock, timeoutMs: readPatienceMs }, read)
    } catch (error) {
      this.#bytes.reopen()
      if (error instanceof FilePermissionNeeded) return { kind: 'bytes-missing', code: 'file-permission-needed' }
      return {
        kind: 'part-failed',
        reason: `This device could not read the file: ${String(error)}`,
        afterMs: undefined,
      }
    }
  }
}
