import type { Clock } from '../../runtime/clock.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import { putOnDevice } from '../../storage/put-on-device.ts'

/** A use is kept once an hour: order among files is all that it is for. */
const resolutionMs = 3_600_000
/** Of the one row that they are in, among those of the device. */
export const mediaUsesKey = 'media-uses'

type Uses = Record<string, number>

/** Which media are in use in this tab, and when each was last used in any, by where they are kept. */
export class MediaUses {
  readonly #store: LocalStore
  readonly #clock: Clock
  readonly #held = new Map<string, number>()
  readonly #seen = new Map<string, number>()
  #unwritten = new Map<string, number>()
  #writing: Promise<void> | undefined

  constructor({ store, clock }: { store: LocalStore; clock: Clock }) {
    this.#store = store
    this.#clock = clock
  }

  /** Remembered at once, and on the device soon: uses that come while one is written share the next transaction. */
  note(mediaKey: string): void {
    const nowMs = this.#clock.nowMs()
    const isNew = nowMs - (this.#seen.get(mediaKey) ?? Number.NEGATIVE_INFINITY) >= resolutionMs
    this.#seen.set(mediaKey, nowMs)
    if (!isNew) return
    this.#unwritten.set(mediaKey, nowMs)
    // A use that is not remembered costs a file its place in the order, no more.
    this.#writing ??= this.#write()
      .catch(() => {})
      .finally(() => {
        this.#writing = undefined
      })
  }

  /** In use until it is let go of. */
  hold(mediaKey: string): () => void {
    this.note(mediaKey)
    this.#held.set(mediaKey, (this.#held.get(mediaKey) ?? 0) + 1)
    let isHeld = true
    return () => {
      if (isHeld) this.#held.set(mediaKey, (this.#held.get(mediaKey) ?? 1) - 1)
      isHeld = false
    }
  }

  isHeld(mediaKey: string): boolean {
    return (this.#held.get(mediaKey) ?? 0) > 0
  }

  async usedAtMs(): Promise<ReadonlyMap<string, number>> {
    const row = await this.#store.get('device', mediaUsesKey)
    const written = row?.kind === 'media-uses' ? Object.entries(row.usedAtMs) : []
    return new Map([...written, ...this.#seen])
  }

  /** Forgets what is here no more, but for what was used within the hour, which may have come since that was known. */
  async forgetAllBut(here: ReadonlySet<string>): Promise<void> {
    const nowMs = this.#clock.nowMs()
    const stays = ([key, usedAtMs]: [string, number]) => here.has(key) || nowMs - usedAtMs < resolutionMs
    await this.#change((written) => {
      const uses = Object.entries(written)
      return uses.every(stays) ? undefined : Object.fromEntries(uses.filter(stays))
    })
  }

  async #write(): Promise<void> {
    while (this.#unwritten.size > 0) {
      const uses = this.#unwritten
      this.#unwritten = new Map()
      await this.#change((written) => ({ ...written, ...Object.fromEntries(uses) }))
    }
  }

  /** @param change answers what is to be there; undefined leaves it as it is */
  #change(change: (written: Uses) => Uses | undefined): Promise<void> {
    return this.#store.transact([['device', mediaUsesKey]], (rows) => {
      const row = rows.get('device', mediaUsesKey)
      const usedAtMs = change(row?.kind === 'media-uses' ? row.usedAtMs : {})
      return { changes: usedAtMs ? [putOnDevice({ kind: 'media-uses', usedAtMs })] : [], result: undefined }
    })
  }
}
