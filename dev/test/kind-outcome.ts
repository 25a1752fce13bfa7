/** How the tests of one kind ended. */
export type KindOutcome =
  | {
      readonly state: 'ran'
      readonly name: string
      readonly passed: number
      readonly failed: number
      readonly skipped: number
    }
  | { readonly state: 'skipped'; readonly name: string; readonly why: string }
