import type { Page } from 'playwright-core'
import type { UserDevice } from '../../../dev/browser/user-device.ts'
import { createGate } from '../../../dev/proxy/gate.ts'

/** Which step of the saves that follow is the last: the n-th that begins, is put, is committed or is on disk. */
export interface LastStep {
  readonly at: number
  /** The page stands still there; else it runs on until it is killed. */
  readonly stands: boolean
}

const reachedPath = '/save-step-reached'

/** Readies the pages that the device opens from now on to count the steps of what they write to IndexedDB. */
export async function watchSteps(device: UserDevice): Promise<void> {
  device.line.inject({
    matches: ({ url }) => url.pathname === reachedPath,
    fault: { kind: 'hold', until: createGate().opened },
    times: 1,
  })
  await device.page.addInitScript(countSteps, reachedPath)
}

/**
 * Begins to count.
 * @returns settles when that step is reached
 */
export async function untilStep(device: UserDevice, step: LastStep, signal: AbortSignal): Promise<void> {
  const seen = device.line.exchanges.length
  await begin(device.page, step)
  await device.line.until((all) => all.slice(seen).some(({ request }) => request.url.pathname === reachedPath), signal)
}

function begin(page: Page, step: LastStep): Promise<boolean> {
  return page.evaluate((detail) => dispatchEvent(new CustomEvent('count-steps', { detail })), step)
}

/** Runs in the page before anything else. */
function countSteps(reached: string): void {
  let left = 0
  let isAsync = true
  addEventListener('count-steps', (event) => {
    const { at, stands } = (event as CustomEvent<LastStep>).detail
    left = at
    isAsync = !stands
  })
  const step = () => {
    left -= 1
    if (left !== 0) return
    // Held for good by the line. A synchronous one holds the page's only thread, between this step and the next.
    const request = new XMLHttpRequest()
    request.open('GET', reached, isAsync)
    request.send()
  }
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
    const isWrite = args[1] === 'readwrite'
    if (isWrite) step()
    const begun = transaction.apply(this, args)
    // Heard before the app hears it.
    if (isWrite) begun.addEventListener('complete', step)
    return begun
  }
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    const request = put.apply(this, args)
    step()
    return request
  }
  const { commit } = IDBTransaction.prototype
  IDBTransaction.prototype.commit = function (this: IDBTransaction) {
    commit.apply(this)
    step()
  }
}
