/** A number kept as it was written, where a JavaScript number would not write the same text again: `24.0`, `9007199254740993`, `NaN`. */
export class ExactNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** The nearest JavaScript number. */
  valueOf(): number {
    return Number(this.text.replace(/Inf$/, 'Infinity'))
  }
}
