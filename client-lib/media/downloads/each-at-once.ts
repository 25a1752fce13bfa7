/**
 * Does `work` for 1 to `count`, at most `limit` at once. The first failure ends what else is under way, and is thrown
 * once nothing of it goes on any more.
 * @throws what `work` throws, or the signal's reason
 */
export async function eachAtOnce(
  { count, limit, signal }: { readonly count: number; readonly limit: number; readonly signal: AbortSignal },
  work: (number: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted()
  const ending = new AbortController()
  const end = () => ending.abort(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  let next = 1
  const lane = async () => {
    while (next <= count && !ending.signal.aborted) await work(next++, ending.signal)
  }
  const lanes = Array.from({ length: Math.min(limit, count) }, () =>
    lane().catch((error: unknown) => ending.abort(ending.signal.aborted ? ending.signal.reason : error)),
  )
  await Promise.all(lanes)
  signal.removeEventListener('abort', end)
  signal.throwIfAborted()
  ending.signal.throwIfAborted()
}
