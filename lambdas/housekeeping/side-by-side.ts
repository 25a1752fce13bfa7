/** Of one account's objects and rows: beside it are three others, and the SDK keeps fifty connections. */
export const atOnce = 10

/**
 * Runs over all of these, some at once, and answers in their order. Where one fails no more are begun, and those under
 * way are waited for: what is left behind would go on in the function's next run, beside it.
 *
 * @throws the first failure
 */
export async function sideBySide<T, R>(
  all: readonly T[],
  run: (one: T) => Promise<R>,
  together = atOnce,
): Promise<readonly R[]> {
  const answers: R[] = []
  for (let at = 0; at < all.length; at += together) {
    const settled = await Promise.allSettled(all.slice(at, at + together).map(run))
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason
      answers.push(one.value)
    }
  }
  return answers
}
