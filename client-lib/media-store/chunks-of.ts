/** A stream's chunks; ends the stream where the reader stops early, and throws the signal's reason once it aborts. */
export async function* chunksOf(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader()
  let ended = false
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      if (done) {
        ended = true
        return
      }
      yield value
    }
  } finally {
    // A source that failed has ended already; only one we leave early must be told.
    if (!ended) await reader.cancel().catch(() => {})
  }
}
