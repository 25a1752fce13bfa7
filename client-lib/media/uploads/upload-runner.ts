import { planParts } from '#contract/part-rule.ts'
import type { PendingRetry } from '../../retry/retries.ts'
import { assertNever } from '../../runtime/assert-never.ts'
import type { AddedAssetRow } from '../asset-row.ts'
import { acceptedOf } from './accepted-of.ts'
import { PartSender, type SenderHooks } from './part-sender.ts'
import { persistedForm, resumeUpload } from './persisted-form.ts'
import { bytesPerSecond, type Speed, speedAfter } from './speed.ts'
import { type AskerHooks, UploadAsker } from './upload-asker.ts'
import type { EffectOf, UploadEffect, UploadStep } from './upload-effect.ts'
import type { UploadEvent } from './upload-event.ts'
import { failuresOf, isThrough } from './upload-failures.ts'
import type { UploadFile } from './upload-file.ts'
import type { UploadPorts } from './upload-ports.ts'
import { sessionOf } from './upload-progress.ts'
import { UploadSaver } from './upload-saver.ts'
import type { UploadState } from './upload-state.ts'
import { uploadTransition } from './upload-transition.ts'
import { wakeUpload } from './wake-upload.ts'

type PartNews = Exclude<Awaited<ReturnType<PartSender['send'] | PartSender['check']>>, 'cancelled'>

export interface RunnerHooks extends SenderHooks, Pick<AskerHooks, 'onAnswered'> {
  onChange(): void
  /** The cloud does not have its project, or no more. */
  onProjectMissing(): void
  /** It is cancelled, and its row and bytes are to go. */
  onForget(): void
}

/** Performs what `uploadTransition` decides for one file. It decides nothing itself. */
export class UploadRunner {
  readonly row: AddedAssetRow
  readonly file: UploadFile
  readonly #ports: UploadPorts
  readonly #hooks: RunnerHooks
  readonly #saver: UploadSaver
  readonly #sender: PartSender
  readonly #asker: UploadAsker
  readonly #life = new AbortController()
  #wait: PendingRetry | undefined
  #state: UploadState
  /** Never goes down: what the store accepted once is not taken back, also where it has to be sent again. */
  #acceptedBytes: number
  #speed: Speed | undefined

  constructor(row: AddedAssetRow, ports: UploadPorts, hooks: RunnerHooks) {
    this.row = row
    const { sizeBytes, partChecksums, baseAssetId, upload } = row
    this.file = { sizeBytes, partChecksums, plan: planParts(sizeBytes), hasBase: baseAssetId !== undefined }
    this.#ports = ports
    this.#hooks = hooks
    this.#saver = new UploadSaver(row, ports)
    this.#sender = new PartSender(row.mediaKey, this.file, ports, {
      ...hooks,
      onSent: (bytes) => {
        this.#speed = speedAfter(this.#speed, bytes, ports.clock.nowMs())
        hooks.onSent(bytes)
        hooks.onChange()
      },
    })
    this.#asker = new UploadAsker(row, ports, this.#life.signal, {
      dispatch: (event) => this.dispatch(event),
      onAsked: () => failuresOf(this.#state) > 0 || ports.retries.fresh('media'),
      onAnswered: hooks.onAnswered,
    })
    this.#state = resumeUpload(upload)
    const persistedBytes = 'acceptedBytes' in upload ? upload.acceptedBytes : 0
    this.#acceptedBytes = Math.max(persistedBytes, acceptedOf(this.#state, this.file))
  }

  get state(): UploadState {
    return this.#state
  }

  get acceptedBytes(): number {
    return this.#acceptedBytes
  }

  get partsOnTheWire(): number {
    return this.#sender.count
  }

  /** Those of them that only wait for their answers. */
  get partsHandedOver(): number {
    return this.#sender.handedOver
  }

  /** Handed to the network: what is accepted, and what is on the wire. */
  get sentBytes(): number {
    const sentBytes = this.#sender.sentBytes(sessionOf(this.#state)?.accepted)
    return Math.max(this.#acceptedBytes, acceptedOf(this.#state, this.file) + sentBytes)
  }

  get bytesPerSecond(): number {
    return this.partsOnTheWire > 0 ? bytesPerSecond(this.#speed) : 0
  }

  /** For how long nothing of it was on the wire. */
  waitingMs(nowMs: number): number {
    return this.#sender.waitingMs(nowMs)
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

  /** Settles once its row says how far it is, or could not be made to: whether it does. */
  saved(): Promise<boolean> {
    return this.#saver.settled()
  }

  /** Leaves no timer and no request. What was saved is a start's to take up. */
  close(): Promise<void> {
    this.#wait?.cancel()
    this.#life.abort()
    this.#sender.cancel()
    return this.#saver.close()
  }

  #enter({ state, effects }: UploadStep<UploadState>): void {
    const changed = state !== this.#state
    if (failuresOf(this.#state) > 0 && isThrough(state)) this.#ports.retries.recovered('media')
    this.#state = state
    if (state.phase !== 'waiting') this.#wait?.cancel()
    this.#acceptedBytes = Math.max(this.#acceptedBytes, acceptedOf(state, this.file))
    if (changed) this.#saver.save(persistedForm(state, this.#acceptedBytes))
    for (const effect of effects) this.#perform(effect)
    this.#hooks.onChange()
  }

  #perform(effect: UploadEffect): void {
    switch (effect.kind) {
      case 'presign':
        this.#asker.presign(effect)
        break
      case 'send-part':
        void this.#send(effect)
        break
      case 'check-part':
        void this.#check(effect)
        break
      case 'cancel-parts':
        this.#sender.cancel()
        break
      case 'complete':
        // On disk first: a restart then asks to complete again, and sends nothing.
        void this.#saver.settled().then(() => this.#asker.complete())
        break
      case 'cancel-upload':
        this.#asker.cancel()
        break
      case 'await-project':
        this.#hooks.onProjectMissing()
        break
      case 'forget':
        this.#hooks.onForget()
        break
      case 'wake-at':
        this.#wait?.cancel()
        this.#wait = wakeUpload(this.#ports, effect.untilMs, failuresOf(this.#state) > 0, (later) =>
          this.dispatch(later),
        )
        break
      default:
        assertNever(effect)
    }
  }

  async #send(effect: EffectOf<'send-part'>): Promise<void> {
    const answer = await this.#sender.send(effect)
    // Given up by ourselves: what it was answered no longer counts.
    if (answer === 'cancelled') return
    this.#dispatchOf(effect, answer)
  }

  async #check(effect: EffectOf<'check-part'>): Promise<void> {
    this.#dispatchOf(effect, await this.#sender.check(effect.partNumber))
  }

  #dispatchOf({ uploadId, partNumber }: EffectOf<'send-part' | 'check-part'>, answer: PartNews): void {
    const part = { uploadId, partNumber, fraction: this.#ports.random.fraction() }
    this.dispatch(answer.kind === 'bytes-missing' ? answer : { ...answer, ...part })
  }
}
