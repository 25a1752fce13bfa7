/** The same work for many who want it: calls that come while it runs share the run that begins after that one. */
export function shareNext<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined

  function begin(): Promise<T> {
    running = work().finally(() => {
      running = undefined
    })
    return running
  }

  return () => {
    if (!running) return begin()
    const following = () => {
      next = undefined
      return begin()
    }
    next ??= running.then(following, following)
    return next
  }
}
