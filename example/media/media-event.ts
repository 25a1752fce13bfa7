/** The next event of that name; rejects on the element's error and when the signal aborts. */
export function mediaEvent(element: HTMLElement, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const once = { once: true, signal }
    element.addEventListener(name, () => resolve(), once)
    element.addEventListener('error', () => reject(new Error(`This browser cannot read the file.`)), once)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
