import type { SimPage } from './sim-page.ts'

/** What a user last said of one asset on a device, as far as nothing else was said at the same time. */
export interface Said {
  readonly word: 'go-on' | 'pause' | 'cancel' | 'forget'
  readonly atMs: number
  /** Rows that it was said of. */
  readonly keys: readonly string[]
}

type Cancel = Said & { readonly word: 'cancel' | 'forget' }

export interface Saying {
  readonly page: SimPage
  readonly assetId: string
  isAlone: boolean
}

/** Of all assets. */
const all = ''

/** What users said of the uploads on a device, once it was done: what the client is held to. */
export class UploadWords {
  readonly #said = new Map<string, Said>()
  readonly #everCancelled = new Set<string>()
  readonly #saying = new Set<Saying>()

  /** Begins to say something: what was said before holds no more for sure. */
  begin(page: SimPage, assetId: string = all): Saying {
    this.#said.delete(assetId)
    const others = [...this.#saying].filter((other) => other.assetId === assetId)
    const saying = { page, assetId, isAlone: others.length === 0 }
    for (const other of others) other.isAlone = false
    this.#saying.add(saying)
    return saying
  }

  /** It was done. What is said in two tabs at once may come in either order, and is held to nothing. */
  done(saying: Saying, said: Said): boolean {
    this.#saying.delete(saying)
    if (isCancel(said)) this.#everCancelled.add(saying.assetId)
    if (saying.isAlone) this.#said.set(saying.assetId, said)
    return saying.isAlone
  }

  /** It was refused, which may be before anything was done or after some of it. */
  failed(saying: Saying): void {
    this.#saying.delete(saying)
  }

  /** A page that is gone says no more, and nobody knows what it came to. */
  pageGone(page: SimPage): void {
    for (const saying of [...this.#saying]) if (saying.page === page) this.#saying.delete(saying)
  }

  of(assetId: string): Said | undefined {
    return this.#said.get(assetId)
  }

  /** It was cancelled last, or at some time, and nobody knows what was said since; a pause takes nothing up again. */
  mayBeCancelled(assetId: string): boolean {
    const said = this.#said.get(assetId)
    return said && said.word !== 'pause' ? isCancel(said) : this.#everCancelled.has(assetId)
  }

  get ofAll(): Said | undefined {
    return this.#said.get(all)
  }

  /** Rows went or were damaged, and with them what was said. */
  clear(): void {
    for (const saying of this.#saying) saying.isAlone = false
    this.#said.clear()
  }

  /** Of an asset only these rows are left to be held to it. */
  keep(assetId: string, keys: readonly string[]): void {
    const said = this.#said.get(assetId)
    if (said) this.#said.set(assetId, { ...said, keys })
  }

  /** Keys of rows that were cancelled last. */
  cancelled(): readonly (readonly [key: string, word: Cancel['word']])[] {
    return [...this.#said.values()]
      .filter(isCancel)
      .flatMap(({ word, keys }) => keys.map((key) => [key, word] as const))
  }

  assets(word: Said['word']): readonly (readonly [assetId: string, said: Said])[] {
    return [...this.#said].filter(([assetId, said]) => assetId !== all && said.word === word)
  }
}

function isCancel(said: Said): said is Cancel {
  return said.word === 'cancel' || said.word === 'forget'
}
