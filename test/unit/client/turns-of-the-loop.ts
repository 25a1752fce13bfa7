/** Lets everything that is ready run, without waiting for time: real crypto and streams finish between turns. */
export async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}

/** Lets so many turns pass: enough for all that a step leads to, where nothing tells when that is done. */
export async function turnsPass(count = 50): Promise<void> {
  for (let turns = 0; turns < count; turns += 1) await turn()
}

/** Settles once `check` answers something; the test's own timeout is the only limit. */
export async function until<T>(check: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const answer = await check()
    if (answer) return answer
    await turn()
  }
}
