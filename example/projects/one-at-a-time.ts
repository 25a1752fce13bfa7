/** One piece of work at a time: calls that come while it is done are, together, one more piece after it. */
export function oneAtATime(work: () => Promise<void>): () => void {
  let doing: Promise<void> | undefined
  let isAskedAgain = false

  async function untilNobodyAsks(): Promise<void> {
    do {
      isAskedAgain = false
      await work().catch(() => undefined)
    } while (isAskedAgain)
    doing = undefined
  }

  return () => {
    isAskedAgain = doing !== undefined
    doing ??= untilNobodyAsks()
  }
}
