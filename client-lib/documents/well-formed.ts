/** Not every browser has it. */
interface WithWellFormed {
  toWellFormed?(): string
}

/** Half of a surrogate pair is no text that UTF-8 has: it travels as U+FFFD, and so is the same content as that. */
export function wellFormed(text: string): string {
  // What an app gives may be no text at all, which is told later.
  return (text as WithWellFormed | undefined)?.toWellFormed?.() ?? text
}
