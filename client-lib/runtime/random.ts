/** Chance, so that a run can be repeated from its seed. */
export interface Random {
  /** In [0, 1). */
  fraction(): number
  /** A fresh id of 21 characters that the contract's id pattern takes. */
  id(): string
}
