import type { UserDevice } from '../../dev/browser/user-device.ts'
import { createGate } from '../../dev/proxy/gate.ts'

const stopPath = '/stopped-before-queueing'

/**
 * Readies a device to stand still between two steps: when the editor's own save is on disk, and before the sync
 * begins to queue it. It does so once the page has met the event `stop-before-queueing`; only a kill ends it.
 *
 * @returns settles when the page stands still
 */
export async function stopBeforeQueueing(device: UserDevice): Promise<(signal: AbortSignal) => Promise<void>> {
  const isStop = (path: string) => path === stopPath
  device.line.inject({
    matches: ({ url }) => isStop(url.pathname),
    fault: { kind: 'hold', until: createGate().opened },
    times: 1,
  })
  const seen = device.line.exchanges.length
  await device.page.addInitScript(watchTransactions, stopPath)
  return (signal) =>
    device.line.until((all) => all.slice(seen).some(({ request }) => isStop(request.url.pathname)), signal)
}

/** Runs in the page before anything else. */
function watchTransactions(stopAt: string): void {
  let isArmed = false
  let isSaved = false
  addEventListener('stop-before-queueing', () => {
    isArmed = true
  })
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof begin>) {
    const isWrite = args[1] === 'readwrite'
    const isQueue = this.objectStoreNames.contains('lanes')
    if (isSaved && isWrite && isQueue) {
      // A synchronous request that nobody answers: the page's only thread stands still here.
      const request = new XMLHttpRequest()
      request.open('GET', stopAt, false)
      request.send()
    }
    const transaction = begin.apply(this, args)
    if (isArmed && isWrite && this.objectStoreNames.contains('projects')) {
      transaction.addEventListener('complete', () => {
        isSaved = true
      })
    }
    return transaction
  }
}
