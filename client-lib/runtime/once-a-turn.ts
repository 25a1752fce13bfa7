/** Makes `tell` be called once for all the calls of a turn. */
export function onceATurn(tell: () => void): () => void {
  let isTelling = false
  return () => {
    if (isTelling) return
    isTelling = true
    queueMicrotask(() => {
      isTelling = false
      tell()
    })
  }
}
