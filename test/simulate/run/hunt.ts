export interface HuntTask {
  readonly mutant: string
  readonly first: number
  readonly last: number
}

export interface Hunt {
  readonly mutant: string
  /** The first seed that showed it, and what it broke; undefined where none did. */
  readonly found: { readonly seed: number; readonly promise: string } | undefined
}
