interface Trouble {
  readonly endsAfter: number
  readonly end: () => Promise<void> | void
}

/** What is wrong for so many deeds, and then is not. */
export class PassingTroubles {
  #troubles: Trouble[] = []

  /** @param endsAfter the deed after which it ends */
  begin(endsAfter: number, end: Trouble['end']): void {
    this.#troubles.push({ endsAfter, end })
  }

  /** Ends those whose time is over by that deed. */
  async pass(deed: number): Promise<void> {
    const over = this.#troubles.filter(({ endsAfter }) => endsAfter <= deed)
    this.#troubles = this.#troubles.filter(({ endsAfter }) => endsAfter > deed)
    for (const { end } of over) await end()
  }
}
