import { classifyFailure } from '../../retry/classify-failure.ts'
import type { AddedAssetRow } from '../asset-row.ts'
import { callCancel, callComplete, callPresign, type FailedCall } from './upload-calls.ts'
import type { EffectOf } from './upload-effect.ts'
import type { UploadEvent } from './upload-event.ts'
import type { UploadPorts } from './upload-ports.ts'

export interface AskerHooks {
  /** What was answered, or that it failed. */
  dispatch(event: UploadEvent): void
  /** A question is on its way, for the budget of retries to know of. */
  onAsked(): void
  /** The cloud has answered what was asked so long ago. */
  onAnswered(afterMs: number): void
}

/** Asks the API for one file. Of its questions for addresses only the last one counts. */
export class UploadAsker {
  readonly #row: AddedAssetRow
  readonly #ports: UploadPorts
  readonly #life: AbortSignal
  readonly #hooks: AskerHooks
  #asking = new AbortController()

  constructor(row: AddedAssetRow, ports: UploadPorts, life: AbortSignal, hooks: AskerHooks) {
    this.#row = row
    this.#ports = ports
    this.#life = life
    this.#hooks = hooks
  }

  presign(effect: EffectOf<'presign'>): void {
    this.#asking.abort()
    this.#asking = new AbortController()
    const signal = AbortSignal.any([this.#life, this.#asking.signal])
    const { clock } = this.#ports
    const askedAtMs = clock.nowMs()
    void this.#take({ kind: 'presign-failed', ask: effect.ask }, () =>
      callPresign(this.#ports, this.#row, effect, signal).finally(() =>
        this.#hooks.onAnswered(clock.nowMs() - askedAtMs),
      ),
    )
  }

  complete(): void {
    void this.#take({ kind: 'complete-failed' }, () => callComplete(this.#ports, this.#row, this.#life))
  }

  cancel(): void {
    this.#asking.abort()
    void this.#take({ kind: 'cancel-failed' }, () => callCancel(this.#ports, this.#row, this.#life))
  }

  async #take(failed: FailedCall, ask: () => Promise<UploadEvent>): Promise<void> {
    this.#hooks.onAsked()
    try {
      this.#hooks.dispatch(await ask())
    } catch (error) {
      this.#hooks.dispatch({ ...failed, verdict: classifyFailure(error), fraction: this.#ports.random.fraction() })
    }
  }
}
