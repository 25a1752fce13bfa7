import type { Told } from '../page/soak-page.ts'
import type { SoakLog } from '../world/soak-log.ts'
import type { AddedFile, BookEntry, CallEnd, DeviceDeed, Doer, Done } from './entries.ts'

/** What was begun, and what was said of it: of this burst, but for files, which stay. */
export class SoakBook {
  readonly files: AddedFile[] = []
  /** How often a call was refused, by its name and its error's. */
  readonly refusals = new Map<string, number>()
  /** By which deeds of this burst the devices' rows were cleared, and their browsers killed. */
  readonly cleared: DeviceDeed[] = []
  readonly killed: DeviceDeed[] = []
  /** Documents and files that came otherwise than they were made. */
  readonly damaged: string[] = []
  answeredConflicts = 0
  /** The deed that is under way. */
  deed = 0
  /** The last deed of the burst before. */
  begunAfter = 0
  readonly #seed: number
  readonly #log: SoakLog
  #entries: BookEntry[] = []
  #ends = new Map<string, CallEnd>()
  #keys = 0

  constructor(seed: number, log: SoakLog) {
    this.#seed = seed
    this.#log = log
  }

  beginBurst(): void {
    this.begunAfter = this.deed
    this.cleared.length = 0
    this.killed.length = 0
    this.#entries = []
    for (const file of this.files) if (!this.#wasAdded(file)) file.isGivenUp = true
    this.#ends = new Map(this.files.map(({ key }) => [key, { kind: 'made', deed: 0, answer: undefined }]))
  }

  newKey(): string {
    this.#keys += 1
    return `k${this.#seed}-${this.#keys}`
  }

  /** @returns the key under which its end is told */
  begin({ device, account, life }: Doer, done: Done): string {
    const key = this.newKey()
    this.#entries.push({ device, account, life, key, deed: this.deed, atMs: Date.now(), ...done })
    return key
  }

  tell({ key, name, answer, refusal }: Told): void {
    const { deed } = this
    if (refusal === undefined) {
      if (name === 'save') this.#log.say(`save ${key} is kept`)
      this.#ends.set(key, { kind: 'made', deed, answer })
      if (answer === 'answered' || name === 'answer') this.answeredConflicts += 1
      if (answer === 'damaged') this.damaged.push(`file by ${key}`)
      return
    }
    this.#ends.set(key, { kind: 'refused', deed, text: refusal.text })
    this.#log.say(`${name} ${key} is refused: ${refusal.text}`)
    const kind = `${name}: ${refusal.name}`
    this.refusals.set(kind, (this.refusals.get(kind) ?? 0) + 1)
  }

  endOf(key: string): CallEnd {
    return this.#ends.get(key) ?? { kind: 'unanswered' }
  }

  entries<K extends Done['kind']>(kind: K): readonly BookEntry<K>[] {
    return this.#entries.filter((entry): entry is BookEntry<K> => entry.kind === kind)
  }

  #wasAdded({ key }: AddedFile): boolean {
    return this.endOf(key).kind === 'made'
  }
}
