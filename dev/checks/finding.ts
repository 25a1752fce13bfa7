/** What a check says: nothing means that it passed; `looked` proves that it looked at something. */
export interface CheckResult {
  readonly findings: readonly string[]
  /** What was looked at, in words, with its count. */
  readonly looked: string
}
