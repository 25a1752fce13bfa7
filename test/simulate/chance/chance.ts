import { seededRandom } from '../../delta/seeded-random.ts'

/** Seeded chance: equal seeds draw equal numbers, and a fork draws its own, whatever is drawn beside it. */
export class Chance {
  readonly #seed: number
  readonly #next: () => number

  constructor(seed: number) {
    this.#seed = seed
    this.#next = seededRandom(seed)
  }

  /** In [0, 1). */
  fraction(): number {
    return this.#next()
  }

  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1))
  }

  happens(probability: number): boolean {
    return this.#next() < probability
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.#next() * from.length)]
    if (picked === undefined) throw new RangeError('Nothing to pick from.')
    return picked
  }

  /** One of the names, as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries(weights) as [T, number][]
    let at = this.#next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [name, weight] of entries) {
      at -= weight
      if (at < 0) return name
    }
    return (entries.at(-1) as [T, number])[0]
  }

  fork(name: string): Chance {
    let mixed = this.#seed ^ 0x9e3779b9
    for (const character of name) mixed = Math.imul(mixed ^ character.charCodeAt(0), 0x01000193) ^ (mixed >>> 15)
    return new Chance(mixed)
  }
}
