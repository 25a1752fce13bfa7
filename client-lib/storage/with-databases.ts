/** Of a page whose own way to the databases is dead. */
let frame: HTMLIFrameElement | undefined

/**
 * Asks the browser's databases, by a frame where WebKit answers the page no more: it says so to a page for good once its
 * process that stores has died, as on a phone that was put away, and to all workers of it; not to a frame that is made
 * then. What was under way fails by another sentence, once.
 *
 * @throws DOMException where the browser refuses | what `ask` throws
 */
export async function withDatabases<T>(ask: (databases: IDBFactory) => Promise<T>): Promise<T> {
  for (let triesLeft = 2; ; triesLeft -= 1) {
    const tried = frame
    try {
      return await ask(databases())
    } catch (error) {
      const { message } = error as Error
      if (!triesLeft || !message.includes('Indexed Database server') || !globalThis.document) throw error
      if (message.includes('server lost') && frame === tried) renewFrame()
    }
  }
}

/** Whatever was open by way of the one before has ended too. */
function renewFrame(): void {
  frame?.remove()
  frame = document.createElement('iframe')
  frame.hidden = true
  document.documentElement.append(frame)
}

function databases(): IDBFactory {
  const factory = frame?.contentWindow?.indexedDB ?? globalThis.indexedDB
  if (!factory) throw new DOMException('This browser has no IndexedDB.', 'SecurityError')
  return factory
}
