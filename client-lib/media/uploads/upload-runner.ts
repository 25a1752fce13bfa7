import { planParts } from '#contract/part-rule.ts'
import { classifyFailure } from '../../retry/classify-failure.ts'
import type { PendingRetry } from '../../retry/retries.ts'
import { assertNever } from '../../runtime/assert-never.ts'
import type { AddedAssetRow } from '../asset-row.ts'
import type { PartAnswer } from './classify-part-answer.ts'
import { persistedForm, resumeUpload } from './persisted-form.ts'
import { sendPart } from './send-part.ts'
import { StoredBytes } from './stored-bytes.ts'
import { callComplete, callPresign } from './upload-calls.ts'
import type { UploadEffect, UploadStep } from './upload-effect.ts'
import type { UploadEvent } from './upload-event.ts'
import type { UploadFile } from './upload-file.ts'
import type { UploadPorts } from './upload-ports.ts'
import { UploadSaver } from './upload-saver.ts'
import type { UploadState } from './upload-state.ts'
import { uploadTransition } from './upload-transition.ts'

type SendPart = Extract<UploadEffect, { kind: 'send-part' }>
type CheckPart = Extract<UploadEffect, { kind: 'check-part' }>

/** Performs what `uploadTransition` decides for one file. It decides nothing itself. */
export class UploadRunner {
  readonly row: AddedAssetRow
  readonly file: UploadFile
  readonly #ports: UploadPorts
  readonly #onChange: () => void
  readonly #saver: UploadSaver
  readonly #bytes: StoredBytes
  /** Bytes handed to the network of each part on the wire. */
  readonly #sentBytes = new Map<number, number>()
  readonly #life = new AbortController()
  #parts = new AbortController()
  #asking = new AbortController()
  #wait: PendingRetry | undefined
  #state: UploadState

  constructor(
    row: AddedAssetRow,
    ports: UploadPorts,
    hooks: { onChange: () => void; onTrouble: (detail: string | undefined) => void },
  ) {
    this.row = row
    const { sizeBytes, partChecksums, baseAssetId } = row
    this.file = { sizeBytes, partChecksums, plan: planParts(sizeBytes), hasBase: baseAssetId !== undefined }
    this.#ports = ports
    this.#onChange = hooks.onChange
    this.#saver = new UploadSaver(row, ports, hooks.onTrouble)
    this.#bytes = new StoredBytes(ports.mediaStore, row.mediaKey, this.file)
    this.#state = { phase: 'waiting-for-project' }
  }

  /** Goes on from where the row says. */
  start(): void {
    this.#enter(resumeUpload(this.row.upload, this.file, this.#ports.clock.nowMs()))
  }

  get state(): UploadState {
    return this.#state
  }

  get partsOnTheWire(): number {
    return this.#sentBytes.size
  }

  /** Handed to the network and not yet answered. */
  get sentBytes(): number {
    return [...this.#sentBytes.values()].reduce((sum, bytes) => sum + bytes, 0)
  }

  dispatch(event: UploadEvent): void {
    if (this.#life.signal.aborted) return
    this.#enter(uploadTransition(this.#state, event, this.file, this.#ports.clock.nowMs()))
  }

  /** Ends a wait, as far as the budget of retries lets it. */
  wake(): void {
    if (this.#state.phase === 'waiting') this.#wait?.hurry()
    else this.dispatch({ kind: 'woken' })
  }

  /** Leaves no timer and no request. What was saved is a start's to take up. */
  close(): Promise<void> {
    this.#wait?.cancel()
    this.#life.abort()
    return this.#saver.close()
  }

  #enter({ state, effects }: UploadStep<UploadState>): void {
    const changed = state !== this.#state
    if (hasFailed(this.#state) && isThrough(state)) this.#ports.retries.recovered('media')
    this.#state = state
    if (state.phase !== 'waiting') this.#wait?.cancel()
    if (changed) this.#saver.save(persistedForm(state, this.file))
    for (const effect of effects) this.#perform(effect)
    this.#onChange()
  }

  #perform(effect: UploadEffect): void {
    switch (effect.kind) {
      case 'presign':
        void this.#presign(effect.ask, effect.parts)
        break
      case 'send-part':
        void this.#send(effect)
        break
      case 'check-part':
        void this.#check(effect)
        break
      case 'cancel-parts':
        this.#parts.abort()
        this.#parts = new AbortController()
        this.#sentBytes.clear()
        break
      case 'complete':
        void this.#complete()
        break
      case 'wake-at':
        this.#wakeAt(effect.untilMs)
        break
      default:
        assertNever(effect)
    }
  }

  #wakeAt(untilMs: number): void {
    const { clock, retries } = this.#ports
    this.#wait?.cancel()
    const goOn = () => this.dispatch({ kind: 'time-came' })
    const waitMs = untilMs - clock.nowMs()
    this.#wait = hasFailed(this.#state)
      ? retries.schedule('media', waitMs, goOn, (heldUntilMs) => this.dispatch({ kind: 'held', untilMs: heldUntilMs }))
      : { cancel: clock.schedule(waitMs, goOn), hurry: goOn }
  }

  async #presign(ask: number, parts: readonly number[]): Promise<void> {
    this.#asking.abort()
    this.#asking = new AbortController()
    const signal = AbortSignal.any([this.#life.signal, this.#asking.signal])
    this.#count()
    try {
      const reply = await callPresign(this.#ports.api, this.row, parts, signal)
      this.dispatch({ kind: 'presigned', ask, reply, fraction: this.#fraction() })
    } catch (error) {
      this.dispatch({ kind: 'presign-failed', ask, verdict: classifyFailure(error), fraction: this.#fraction() })
    }
  }

  async #send(effect: SendPart): Promise<void> {
    const signal = AbortSignal.any([this.#life.signal, this.#parts.signal])
    this.#sentBytes.set(effect.partNumber, 0)
    const answer = await this.#answerTo(effect, signal)
    // Given up by ourselves: what it was answered no longer counts.
    if (signal.aborted) return
    this.#sentBytes.delete(effect.partNumber)
    const part = { uploadId: effect.uploadId, partNumber: effect.partNumber, fraction: this.#fraction() }
    this.dispatch(answer ? { ...answer, ...part } : { kind: 'bytes-missing' })
  }

  async #answerTo({ partNumber, url, headers }: SendPart, signal: AbortSignal): Promise<PartAnswer | undefined> {
    const body = await this.#bytes.part(partNumber).catch(unread)
    if (!body || 'kind' in body) return body
    const onSentBytes = (sentBytes: number) => {
      if (signal.aborted) return
      this.#sentBytes.set(partNumber, sentBytes)
      this.#onChange()
    }
    const { transport, clock } = this.#ports
    const answer = await sendPart(transport, clock, { url, headers, body, signal, onSentBytes })
    if (answer.kind === 'part-failed') this.#bytes.reopen()
    return answer
  }

  async #check({ uploadId, partNumber }: CheckPart): Promise<void> {
    const part = { uploadId, partNumber, fraction: this.#fraction() }
    const checked = await this.#bytes
      .isIntact(partNumber)
      .then((intact) => ({ kind: 'part-checked', intact }) as const, unread)
    this.dispatch({ ...checked, ...part })
  }

  async #complete(): Promise<void> {
    // On disk first: a restart then asks to complete again, and sends nothing.
    await this.#saver.settled()
    this.#count()
    try {
      const reply = await callComplete(this.#ports.api, this.row, this.#life.signal)
      if (reply.state === 'stored') this.dispatch({ kind: 'completed' })
      else this.dispatch({ kind: 'assembling', afterMs: reply.retryAfterMs, fraction: this.#fraction() })
    } catch (error) {
      this.dispatch({ kind: 'complete-failed', verdict: classifyFailure(error), fraction: this.#fraction() })
    }
  }

  #count(): void {
    if (!hasFailed(this.#state)) this.#ports.retries.fresh('media')
  }

  #fraction(): number {
    return this.#ports.random.fraction()
  }
}

function hasFailed(state: UploadState): boolean {
  return 'failures' in state && state.failures > 0
}

function isThrough(state: UploadState): boolean {
  return state.phase === 'stored' || ('failures' in state && state.failures === 0)
}

/** The device did not give the bytes this time; whether it has them shows the next try. */
function unread(error: unknown): Extract<PartAnswer, { kind: 'part-failed' }> {
  return { kind: 'part-failed', reason: `This device could not read the file: ${String(error)}`, afterMs: undefined }
}
