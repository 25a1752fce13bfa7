/** A world's dice, thrown from its seed alone. */
export class Chance {
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  /** From 0 up to, not with, `most`. */
  upTo(most: number): number {
    return this.#random() * most
  }

  whole(most: number): number {
    return Math.floor(this.upTo(most))
  }

  happens(share: number): boolean {
    return this.#random() < share
  }

  oneOf<T>(all: readonly T[]): T {
    const one = all[this.whole(all.length)]
    if (one === undefined && all.length === 0) throw new Error('There is nothing to choose from.')
    return one as T
  }

  some<T>(all: readonly T[], share: number): T[] {
    return all.filter(() => this.happens(share))
  }
}
